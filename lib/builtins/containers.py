# SPDX-License-Identifier: MIT
# What natives on lists, tuples, dicts and sets hand over when an item's own __eq__, __hash__,
# __lt__, __bool__ or an iterator written in Python is needed. Operators are numbered as in enum
# adcmp: < <= == != > >=, and in enum adbinop: 5 & 6 | 7 ^ 1 -.

def _iter_to_list(items):
    made = []
    for x in items:
        made.append(x)
    return made

def _iter_to_tuple(items):
    return tuple(_iter_to_list(items))

def _iter_to_set(items, frozen=False):
    made = set()
    for x in items:
        made.add(x)
    return frozenset(made) if frozen else made

def _iter_to_dict(target, items, *result):
    if hasattr(items, "keys"):
        for key in items.keys():
            target[key] = items[key]
    else:
        i = 0
        for pair in items:
            if not hasattr(pair, "__iter__") and not isinstance(pair, (tuple, list, str, bytes,
                    set, dict)):
                raise TypeError("cannot convert dictionary update sequence element #" + str(i)
                                + " to a sequence")
            pair = tuple(pair)
            if len(pair) != 2:
                raise ValueError("dictionary update sequence element #" + str(i) + " has length "
                    + str(len(pair)) + "; 2 is required")
            target[pair[0]] = pair[1]
            i += 1
    return result[0] if result else target

def _dict_kw(items=(), /, **kw):
    made = {}
    made.update(items)
    made.update(kw)
    return made

def _dict_update_kw(self, items=(), /, **kw):
    self.update(items)
    self.update(kw)

def _dict_fromkeys(items, made, value, *first):
    for x in first:
        made[x] = value
    for x in items:
        made[x] = value
    return made

def _list_extend(target, items):
    for x in items:
        target.append(x)
    return target

# Sorting: runs of one, then merges; nothing but < is asked.
def _merge_sort(keys, values):
    n = len(keys)
    width = 1
    while width < n:
        new_keys = []
        new_values = []
        for start in range(0, n, 2 * width):
            i = start
            middle = j = min(start + width, n)
            end = min(middle + width, n)
            while i < middle and j < end:
                if keys[j] < keys[i]:
                    new_keys.append(keys[j])
                    new_values.append(values[j])
                    j += 1
                else:
                    new_keys.append(keys[i])
                    new_values.append(values[i])
                    i += 1
            new_keys += keys[i:middle]
            new_values += values[i:middle]
            new_keys += keys[j:end]
            new_values += values[j:end]
        keys = new_keys
        values = new_values
        width *= 2
    return values

def _list_sort(items, *, key=None, reverse=False):
    if reverse:
        items.reverse()
    if key is None:
        if not _list_sort_simple(items):
            items[:] = _merge_sort(items, items)
    else:
        keys = [key(x) for x in items]
        if not _list_sort_simple(keys, items):
            items[:] = _merge_sort(keys, items)
    if reverse:
        items.reverse()

def _sorted(items, /, *, key=None, reverse=False):
    made = list(items)
    _list_sort(made, key=key, reverse=reverse)
    return made

def _ordered(a, b, op):
    if op < 2:
        return a <= b if op else a < b
    if op < 4:
        return a == b if op == 2 else a != b
    return a > b if op == 4 else a >= b

def _seq_eq(a, b, op):
    if type(a) is type(b) and type(a) in (list, tuple):
        if len(a) != len(b):
            return op == 3
        for i in range(len(a)):
            if i >= len(b) or not (a[i] is b[i] or a[i] == b[i]):
                return op == 3
        return op == 2
    if type(a) is slice and type(b) is slice:
        return _seq_eq((a.start, a.stop, a.step), (b.start, b.stop, b.step), op)
    return a == b if op == 2 else a != b

def _seq_lt(a, b, op):
    if type(a) is type(b) and type(a) in (list, tuple):
        for i in range(min(len(a), len(b))):
            if not (a[i] is b[i] or a[i] == b[i]):
                return _ordered(a[i], b[i], op)
        return _ordered(len(a), len(b), op)
    return _ordered(a, b, op)

def _seq_contains(items, x):
    for y in items:
        if y is x or y == x:
            return True
    return False

def _contains_iter(items, x):
    try:
        items = iter(items)
    except TypeError:
        raise TypeError("argument of type '" + type(items).__name__ + "' is not iterable") from None
    for y in items:
        if y is x or y == x:
            return True
    return False

def _seq_index(items, x, remove, start=0, stop=None):
    i = start
    while i < len(items) and (stop is None or i < stop):
        if items[i] is x or items[i] == x:
            if remove:
                del items[i]
                return None
            return i
        i += 1
    if remove:
        raise ValueError("list.remove(x): x not in list")
    if isinstance(items, tuple):
        raise ValueError("tuple.index(x): x not in tuple")
    raise ValueError(repr(x) + " is not in list")

def _seq_count(items, x):
    n = 0
    for y in items:
        if y is x or y == x:
            n += 1
    return n

def _hash_seq(items):
    h = len(items)
    for x in items:
        h = _hash_mix(h, hash(x))
    return h

def _slice_assign(target, key, items):
    target[key] = list(items)

# Entries of a dict or set whose hash is h are tried in turn. The number of the entry, or -1.
def _dict_entry_of(d, key, h):
    e = _dict_probe(d, h, -1)
    while e >= 0:
        other = _dict_entry(d, e)
        if other is key or other == key:
            return e
        e = _dict_probe(d, h, e)
    return -1

def _dict_find(d, key, only=False):
    e = _dict_entry_of(d, key, hash(key))
    if only:
        return e >= 0
    if e < 0:
        raise KeyError(key)
    return _dict_entry(d, ~e)

def _dict_store(d, key, value):
    h = hash(key)
    _dict_put(d, _dict_entry_of(d, key, h), key, value, h)

def _dict_delete(d, key):
    e = _dict_entry_of(d, key, hash(key))
    if e < 0:
        raise KeyError(key)
    _dict_del(d, e)

def _dict_method(which, d, key, *default):
    h = hash(key)
    e = _dict_entry_of(d, key, h)
    if e >= 0:
        value = _dict_entry(d, ~e)
        if which == 2:
            _dict_del(d, e)
        return value
    if which == 2 and not default:
        raise KeyError(key)
    value = default[0] if default else None
    if which == 1:
        _dict_put(d, -1, key, value, h)
    return value

def _dict_eq(a, b, op):
    if len(a) != len(b):
        return op == 3
    for key, value in a.items():
        if key not in b:
            return op == 3
        other = b[key]
        if not (value is other or value == other):
            return op == 3
    return op == 2

def _set_key(which, s, key):
    h = hash(key)
    e = _dict_entry_of(s, key, h)
    if which == 0:
        if e < 0:
            _dict_put(s, -1, key, None, h)
    elif e >= 0:
        _dict_del(s, e)
    elif which == 2:
        raise KeyError(key)

def _set_op(op, inplace, s, *others):
    made = set(s)
    for other in others:
        if op == 6:
            for x in other:
                made.add(x)
            continue
        other = set(other)
        if op == 5:
            for x in list(made):
                if x not in other:
                    made.discard(x)
            continue
        for x in other:
            if x in made:
                made.discard(x)
            elif op == 7:
                made.add(x)
    if inplace:
        s.clear()
        for x in made:
            s.add(x)
        return s
    return frozenset(made) if isinstance(s, frozenset) else made

def _set_eq(a, b, op):
    a = set(a)
    b = set(b)
    if op < 0:
        for x in a:
            if x in b:
                return False
        return True
    if op > 3:
        a, b, op = b, a, op - 4
    if op == 0 and len(a) >= len(b):
        return False
    if op > 1 and len(a) != len(b):
        return op == 3
    for x in a:
        if x not in b:
            return op == 3
    return op != 3

def _sum(items, /, start=0, *first):
    if isinstance(start, str):
        raise TypeError("sum() can't sum strings [use ''.join(seq) instead]")
    for x in first:
        start = start + x
    for x in items:
        start = start + x
    return start

def _extreme(items, key, default, largest):
    found = False
    for x in items:
        k = x if key is None else key(x)
        if not found or (k > best_key if largest else k < best_key):
            best = x
            best_key = k
            found = True
    if found:
        return best
    if default is ...:
        raise ValueError(("max" if largest else "min") + "() arg is an empty sequence")
    return default

def _min(*items, key=None, default=...):
    if len(items) == 1:
        items = items[0]
    elif default is not ...:
        raise TypeError("Cannot specify a default for min() with multiple positional arguments")
    return _extreme(items, key, default, False)

def _max(*items, key=None, default=...):
    if len(items) == 1:
        items = items[0]
    elif default is not ...:
        raise TypeError("Cannot specify a default for max() with multiple positional arguments")
    return _extreme(items, key, default, True)

def _any(items, *first):
    for x in first:
        if x:
            return True
    for x in items:
        if x:
            return True
    return False

def _all(items, *first):
    for x in first:
        if not x:
            return False
    for x in items:
        if not x:
            return False
    return True

# The items of what is unpacked into `most` targets, or one more; -1: one target takes what is left.
def _unpack(items, most):
    made = []
    for x in items:
        made.append(x)
        if len(made) > most >= 0:
            break
    return made

def _dir(x):
    method = _lookup_special(x, "__dir__")
    if type(method) is _function:
        return sorted(method(x))
    names = set(x if isinstance(x, dict) else getattr(x, "__dict__", ()))
    if not isinstance(x, dict):
        for c in x.__mro__ if isinstance(x, type) else type(x).__mro__:
            names.update(getattr(c, "__dict__", ()))
            names.update(_type_methods(c))
    return sorted(names)

def _iter_call(function, sentinel):
    while True:
        try:
            value = function()
        except StopIteration:
            return
        if value == sentinel:
            return
        yield value

def _iter_getitem(items):
    i = 0
    while True:
        try:
            value = items[i]
        except (IndexError, StopIteration):
            return
        yield value
        i += 1

def _iter_next(iterator, default):
    try:
        return next(iterator)
    except StopIteration:
        return default

def _reversed(items):
    i = len(items)
    while i > 0:
        i -= 1
        yield items[i]

def _enumerate(items, i):
    for x in items:
        yield i, x
        i += 1

def enumerate(iterable, start=0):
    return _enum_iter(iter(iterable), start)

def _zip(iterators, strict):
    if not iterators:
        return
    end = []
    while True:
        row = []
        for it in iterators:
            x = next(it, end)
            if x is end:
                if strict:
                    _zip_check(iterators, len(row))
                return
            row.append(x)
        yield tuple(row)

def _zip_check(iterators, i):
    if i:
        raise ValueError("zip() argument " + str(i + 1) + " is shorter than argument"
            + (" 1" if i == 1 else "s 1-" + str(i)))
    for i in range(1, len(iterators)):
        for x in iterators[i]:
            raise ValueError("zip() argument " + str(i + 1) + " is longer than argument"
                + (" 1" if i == 1 else "s 1-" + str(i)))

def _zip_two(a, b):
    end = []
    while True:
        x = next(a, end)
        if x is end:
            return
        y = next(b, end)
        if y is end:
            return
        yield x, y

def zip(*iterables, strict=False):
    iterators = []
    a = b = None
    for x in iterables:
        a = b
        b = iter(x)
        iterators.append(b)
    if len(iterators) == 2 and not strict:
        return _zip_two(a, b)
    return _zip(iterators, strict)

def _map(function, iterable):
    for x in iterable:
        yield function(x)

def _map_rows(function, rows):
    for row in rows:
        yield function(*row)

def map(*args):
    if len(args) < 2:
        raise TypeError("map() must have at least two arguments.")
    if len(args) > 2:
        return _map_rows(args[0], zip(*args[1:]))
    return _map(args[0], iter(args[1]))

def _filter(function, iterable):
    for x in iterable:
        if x if function is None else function(x):
            yield x

def filter(function, iterable):
    return _filter(function, iter(iterable))
