from machine import Pin

def t():
    p = Pin(13, Pin.OUT)
    for i in range(200):
        p.on()
        p.off()
    return 200

print('<')
r = t()
print('>')
print(r)
