import PIL

print("up", PIL.__name__)
