import os

print(os.stat("head.bin").st_size)
