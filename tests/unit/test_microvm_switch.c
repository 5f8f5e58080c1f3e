/* SPDX-License-Identifier: MIT
 * test_microvm_switch.c - all of test_microvm.c again, with the loop that chips have and compilers
 * without computed goto.
 */
#define ADMICROVM_GOTO 0
#define admicrovm_size switch_size
#define admicrovm_init switch_init
#define admicrovm_run switch_run
#define admicrovm_stop switch_stop
#define admicrovm_restart switch_restart
#include "machines/microvm.c"
#include "test_microvm.c"
