# A method taken off its type looks at what it is called on.
class Stack(list):
    pass


def attempt(name, f, *args):
    try:
        print(name, f(*args))
    except TypeError as e:
        print(name, e)


attempt("append", list.append, 5, 1)
# expect: append descriptor 'append' for 'list' objects doesn't apply to a 'int' object
attempt("pop", list.pop, 5)
# expect: pop descriptor 'pop' for 'list' objects doesn't apply to a 'int' object
attempt("get", dict.get, 5, 1)
# expect: get descriptor 'get' for 'dict' objects doesn't apply to a 'int' object
attempt("get", dict.get, [], 1)
# expect: get descriptor 'get' for 'dict' objects doesn't apply to a 'list' object
attempt("upper", str.upper, 5)
# expect: upper descriptor 'upper' for 'str' objects doesn't apply to a 'int' object
attempt("upper", str.upper, None)
# expect: upper descriptor 'upper' for 'str' objects doesn't apply to a 'NoneType' object
attempt("count", tuple.count, [1], 1)
# expect: count descriptor 'count' for 'tuple' objects doesn't apply to a 'list' object
attempt("index", range.index, [], 1)
# expect: index descriptor 'index' for 'range' objects doesn't apply to a 'list' object
attempt("join", str.join, b"", [])
# expect: join descriptor 'join' for 'str' objects doesn't apply to a 'bytes' object
attempt("append", bytearray.append, b"", 1)
# expect: append descriptor 'append' for 'bytearray' objects doesn't apply to a 'bytes' object
attempt("is_integer", float.is_integer, 1)
# expect: is_integer descriptor 'is_integer' for 'float' objects doesn't apply to a 'int' object
attempt("to_bytes", int.to_bytes, "a", 1, "big")
# expect: to_bytes descriptor 'to_bytes' for 'int' objects doesn't apply to a 'str' object
attempt("union", set.union, [], [1])
# expect: union descriptor 'union' for 'set' objects doesn't apply to a 'list' object
attempt("send", type(x for x in ()).send, [], None)
# expect: send descriptor 'send' for 'generator' objects doesn't apply to a 'list' object
s = Stack([1, 2])
list.append(s, 3)
print(s, list.pop(s, 0), list.count(s, 2), int.bit_length(True), int.bit_length(70000))
# expect: [2, 3] 1 1 1 17
print(dict.fromkeys([1]), dict.get({1: 2}, 1), str.join("-", ["a", "b"]), set.union({1}, [2]))
# expect: {1: None} 2 a-b {1, 2}
f = list.append
for x in (s, 7, [1]):
    try:
        f(x, 4)
        print(x)
    except TypeError as e:
        print(type(e).__name__)
# expect: [2, 3, 4]
# expect: TypeError
# expect: [1, 4]
