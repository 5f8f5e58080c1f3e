# SPDX-License-Identifier: MIT
# Every tests/unit/test_*.c is a program that prints `N passed, N failed`. It links the freestanding
# layers. One that says `/* cells: 16 32 64 */` in its first lines is made once for each of these
# widths, with -DAD_CELL and with the core of that width, all of whose names it may use.
# The programs lie in <binary dir>/unit, and unit/list.txt names them for tests/unit/run.py.

file(GLOB unit_sources CONFIGURE_DEPENDS tests/unit/test_*.c)
add_custom_target(unit_tests)
set(unit_names "")

function(adder_unit_test name source)
  add_executable(${name} EXCLUDE_FROM_ALL ${source} tests/unit/support.c ${ARGN}
    ${shared_objects})
  if(TARGET hosted)
    target_link_libraries(${name} PRIVATE hosted)
  endif()
  target_link_libraries(${name} PRIVATE m)
  set_target_properties(${name} PROPERTIES C_EXTENSIONS ON
    RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/unit)
  add_dependencies(unit_tests ${name})
endfunction()

foreach(source ${unit_sources})
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${source})
  get_filename_component(name ${source} NAME_WE)
  file(READ ${source} head LIMIT 1000)
  if(head MATCHES "/\\* cells:([0-9 ]+)\\*/")
    separate_arguments(cells UNIX_COMMAND "${CMAKE_MATCH_1}")
    foreach(cell ${cells})
      adder_unit_test(${name}_${cell} ${source} ${core${cell}_objects} ${modules${cell}_objects})
      target_compile_definitions(${name}_${cell} PRIVATE AD_CELL=${cell})
      list(APPEND unit_names ${name}_${cell})
    endforeach()
  else()
    adder_unit_test(${name} ${source})
    list(APPEND unit_names ${name})
  endif()
endforeach()

# A harness that needs no hostile machine, only sanitizers: seconds, so it runs with the unit tests.
adder_unit_test(masm_fuzz tests/fuzz/masm_fuzz.c)
list(APPEND unit_names masm_fuzz)

list(JOIN unit_names "\n" unit_lines)
file(WRITE ${CMAKE_BINARY_DIR}/unit/list.txt "${unit_lines}\n")
