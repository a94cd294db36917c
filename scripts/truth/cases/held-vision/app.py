import cv2

print("up", cv2.__name__)
