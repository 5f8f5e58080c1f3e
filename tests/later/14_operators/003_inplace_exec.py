# In-place operators of classes made at run time, applied by exec.
for name, op in (("__ifloordiv__", "//="), ("__ipow__", "**="), ("__irshift__", ">>="), ("__iand__", "&="),
                 ("__ixor__", "^="), ("__imod__", "%="), ("__itruediv__", "/="), ("__imatmul__", "@=")):
    T = type("T", (), {name: lambda self, o: (self.n, o)})
    T.n = name
    env = {"v": T()}
    exec("v " + op + " 3", env)
    print(op, env["v"])
# expect: //= ('__ifloordiv__', 3)
# expect: **= ('__ipow__', 3)
# expect: >>= ('__irshift__', 3)
# expect: &= ('__iand__', 3)
# expect: ^= ('__ixor__', 3)
# expect: %= ('__imod__', 3)
# expect: /= ('__itruediv__', 3)
# expect: @= ('__imatmul__', 3)
