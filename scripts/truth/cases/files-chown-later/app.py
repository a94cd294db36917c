import os

print(os.stat("data/model.bin").st_uid)
