# from import *: public names, or __all__.
from helper_a import *  # expect: helper_a runs as helper_a

print(value, names, get(), Thing)  # expect: 10 ['x'] 10 <class 'helper_a.Thing'>
try:
    _private
except NameError as e:
    print(e)  # expect: name '_private' is not defined
from helper_b import *  # expect: helper_b runs

print(total, _exported)  # expect: 11 yes
try:
    not_exported
except NameError as e:
    print(e)  # expect: name 'not_exported' is not defined
try:
    helper_a
except NameError as e:
    print(e)  # expect: name 'helper_a' is not defined
value = "mine"
print(get())  # expect: 10
