# try, except, else, finally in all combinations.
def run(f):
    log = []
    try:
        log.append("try")
        f()
        log.append("after")
    except ZeroDivisionError:
        log.append("zero")
    except (KeyError, IndexError) as e:
        log.append("lookup " + type(e).__name__)
    except Exception as e:
        log.append("other " + type(e).__name__)
    else:
        log.append("else")
    finally:
        log.append("finally")
    print(log)


run(lambda: None)  # expect: ['try', 'after', 'else', 'finally']
run(lambda: 1 // 0)  # expect: ['try', 'zero', 'finally']
run(lambda: {}["k"])  # expect: ['try', 'lookup KeyError', 'finally']
run(lambda: [][0])  # expect: ['try', 'lookup IndexError', 'finally']
run(lambda: int("x"))  # expect: ['try', 'other ValueError', 'finally']
run(lambda: undefined)  # expect: ['try', 'other NameError', 'finally']
run(lambda: None.x)  # expect: ['try', 'other AttributeError', 'finally']
try:
    pass
finally:
    print("only finally")  # expect: only finally
try:
    1 // 0
except:
    print("bare")  # expect: bare
try:
    try:
        1 // 0
    finally:
        print("inner finally")  # expect: inner finally
except ZeroDivisionError:
    print("outer")  # expect: outer
