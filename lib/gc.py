# SPDX-License-Identifier: MIT
# The collector. It needs no help; a program may ask how much memory there is.

collect = _gc_collect
mem_free = _gc_free
mem_alloc = _gc_used

def enable():
    pass

def disable():
    pass

def isenabled():
    return True

def threshold(*amount):
    return -1
