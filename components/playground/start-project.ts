import type { Project } from '@/lib/analyzer/project';

const dockerfile = `# Paste your own Dockerfile here, or drop a project folder on the page
FROM python:3.13

COPY . /app
WORKDIR /app
RUN pip install -r requirements.txt

CMD python app.py
`;

const app = `from flask import Flask

app = Flask(__name__)


@app.get("/")
def index() -> str:
    return "ready"


if __name__ == "__main__":
    app.run(host="0.0.0.0", port=8000)
`;

/** What the playground shows before anything is pasted or dropped: a small web server with room for improvement. */
export const startProject: Project = {
  dockerfile: 'Dockerfile',
  files: [
    { path: 'Dockerfile', text: dockerfile },
    { path: 'app.py', text: app },
    { path: 'requirements.txt', text: 'flask==3.1.0\n' },
  ],
  bulk: [],
};
