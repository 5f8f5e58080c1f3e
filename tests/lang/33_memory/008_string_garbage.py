# String building that leaves much garbage; in-place growth must not change what others see.
# memory: 12000
for r in range(20):
    s = ""
    for i in range(100):
        s += "ab"
        t = s
        if i == 50:
            mid = t
print(len(s), len(mid), mid[-3:], t is s or t == s)  # expect: 200 102 bab True
parts = []
for i in range(150):
    parts.append("p%d" % i)
    if len(parts) == 30:
        joined = ",".join(parts)
        parts.clear()
print(joined)
# expect: p120,p121,p122,p123,p124,p125,p126,p127,p128,p129,p130,p131,p132,p133,p134,p135,p136,p137,p138,p139,p140,p141,p142,p143,p144,p145,p146,p147,p148,p149
b = bytearray()
for i in range(600):
    b.append(i & 255)
    if len(b) > 100:
        b = b[50:]
print(len(b), b[0])  # expect: 100 244
u = ""
for i in range(100):
    u += "é€"[i % 2]
    u = u[-10:]
print(u)  # expect: é€é€é€é€é€
d = {}
for i in range(300):
    d["k" + str(i % 7)] = "v" * (i % 50)
print({k: len(v) for k, v in d.items()})
# expect: {'k0': 44, 'k1': 45, 'k2': 46, 'k3': 47, 'k4': 48, 'k5': 49, 'k6': 43}
