import aiohttp
import telegram

print("up", aiohttp.__name__, telegram.__name__)
