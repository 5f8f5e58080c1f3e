# Builtins that are not there yet.
import builtins

for name in ("eval", "exec", "compile", "memoryview", "__import__", "__build_class__", "True",
             "False", "None", "BaseExceptionGroup", "ExceptionGroup"):
    print(hasattr(builtins, name))  # expect: True
# expect: True
# expect: True
# expect: True
# expect: True
# expect: True
# expect: True
# expect: True
# expect: True
# expect: True
# expect: True
