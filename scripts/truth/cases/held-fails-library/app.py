import MySQLdb

print("up", MySQLdb.__name__)
