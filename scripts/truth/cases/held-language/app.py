import nltk
import rapidfuzz

print("up", nltk.__name__, rapidfuzz.__name__)
