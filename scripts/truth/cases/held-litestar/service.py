from litestar import Litestar, get


@get("/")
async def index() -> str:
    return "up"


app = Litestar([index])
