const digest = (letter: string) => letter.repeat(64);

/** Logs in the form of newer engines, written by us after their format. */
export const newerLogs = {
  /** Engine 29: the containerd store unpacks what it exported. */
  containerdPlain: `#0 building with "default" instance using docker driver

#1 [internal] load build definition from Dockerfile
#1 transferring dockerfile: 312B done
#1 DONE 0.1s

#2 [internal] load metadata for docker.io/library/python:3.14-slim
#2 DONE 1.4s

#3 [internal] load .dockerignore
#3 transferring context: 80B done
#3 DONE 0.0s

#4 [1/4] FROM docker.io/library/python:3.14-slim@sha256:${digest('a')}
#4 resolve docker.io/library/python:3.14-slim@sha256:${digest('a')} 0.1s done
#4 sha256:${digest('b')} 10.49MB / 29.78MB 0.6s
#4 sha256:${digest('b')} 29.78MB / 29.78MB 1.1s done
#4 extracting sha256:${digest('b')} 0.9s done
#4 DONE 2.3s

#5 [2/4] WORKDIR /srv
#5 DONE 0.2s

#6 [3/4] COPY requirements.txt .
#6 DONE 0.1s

#7 [4/4] RUN pip install -r requirements.txt
#7 1.412 Collecting flask
#7 4.870 Successfully installed flask-3.1.0
#7 DONE 5.3s

#8 exporting to image
#8 exporting layers 0.8s done
#8 exporting manifest sha256:${digest('c')} 0.0s done
#8 exporting config sha256:${digest('d')} 0.0s done
#8 exporting attestation manifest sha256:${digest('e')} 0.0s done
#8 exporting manifest list sha256:${digest('f')} 0.0s done
#8 naming to docker.io/library/shop:latest done
#8 unpacking to docker.io/library/shop:latest 0.4s done
#8 DONE 1.3s

 1 warning found (use docker --debug to expand):
 - FromAsCasing: 'as' and 'FROM' keywords' casing do not match (line 1)
`,
  /** A builder in a container pushes for two platforms. */
  platformsPush: `#0 building with "multi" instance using docker-container driver

#1 [internal] load build definition from Dockerfile
#1 transferring dockerfile: 201B done
#1 DONE 0.0s

#2 [linux/arm64 internal] load metadata for docker.io/library/python:3.14-slim
#2 ...

#3 [linux/amd64 internal] load metadata for docker.io/library/python:3.14-slim
#3 DONE 0.9s

#2 [linux/arm64 internal] load metadata for docker.io/library/python:3.14-slim
#2 DONE 1.0s

#4 [linux/amd64 1/2] FROM docker.io/library/python:3.14-slim@sha256:${digest('a')}
#4 CACHED

#5 [linux/arm64 1/2] FROM docker.io/library/python:3.14-slim@sha256:${digest('a')}
#5 CACHED

#6 [linux/amd64 2/2] RUN pip install uvicorn
#6 0.900 Collecting uvicorn
#6 ...

#7 [linux/arm64 2/2] RUN pip install uvicorn
#7 DONE 19.5s

#6 [linux/amd64 2/2] RUN pip install uvicorn
#6 DONE 3.1s

#8 exporting to image
#8 exporting layers 0.6s done
#8 exporting manifest list sha256:${digest('f')} done
#8 pushing layers 2.0s done
#8 pushing manifest for docker.io/acme/shop:2@sha256:${digest('f')} 0.9s done
#8 DONE 3.6s
`,
  /** Compose builds two services at once. */
  composeTerminal: `[+] Building 12.4s (14/14) FINISHED                          docker:desktop-linux
 => [web internal] load build definition from Dockerfile                       0.0s
 => => transferring dockerfile: 210B                                           0.0s
 => [worker internal] load build definition from Dockerfile.worker             0.0s
 => [web internal] load metadata for docker.io/library/python:3.14-slim        1.1s
 => [auth] library/python:pull token for registry.example                  0.0s
 => [web build 1/3] FROM docker.io/library/python:3.14-slim@sha256:0123456789  0.0s
 => CACHED [web build 2/3] WORKDIR /src                                        0.0s
 => [web build 3/3] RUN pip install --target /out gunicorn                     6.2s
 => [worker 2/2] RUN pip install celery                                        9.7s
 => [web stage-1 2/2] COPY --from=build /out /out                              0.3s
 => [web] exporting to image                                                   0.9s
 => => exporting layers                                                        0.6s
 => => exporting manifest list sha256:${digest('c')}   0.0s
 => => naming to docker.io/library/shop-web:latest                             0.0s
 => => unpacking to docker.io/library/shop-web:latest                          0.2s
 => [worker] exporting to image                                                0.8s
 => => naming to docker.io/library/shop-worker:latest                          0.0s
 => => unpacking to docker.io/library/shop-worker:latest                       0.2s
 => [web] resolving provenance for metadata file                               0.0s
`,
  /** Stopped while a step ran. */
  unfinishedTerminal: `[+] Building 48.0s (6/8)                                         docker:default
 => [internal] load build definition from Dockerfile                           0.1s
 => [internal] load metadata for docker.io/library/python:3.14-slim            0.8s
 => [internal] load .dockerignore                                              0.0s
 => [1/4] FROM docker.io/library/python:3.14-slim@sha256:0123456789            2.1s
 => [internal] load build context                                              0.1s
 => [2/4] COPY . /app                                                          0.2s
 => [3/4] RUN pip install -r /app/requirements.txt                            44.7s
 => => # Building wheel for numpy (pyproject.toml): started
`,
  /** Copied from a window of 60 columns: the terminal broke the lines. */
  wrappedTerminal: `[+] Building 9.9s (5/5) FINISHED           docker:default
 => [internal] load build definition from Dockerfile
                                                       0.1s
 => [1/2] FROM docker.io/library/debian:trixie-slim@sha256:
0123456789abcdef                                       1.0s
 => [2/2] RUN apt-get update && apt-get install -y --no-in
stall-recommends curl && rm -rf /var/lib/apt/lists/*   8.2s
 => exporting to image                                 0.5s
 => => exporting layers                                0.4s
 => => writing image sha256:${digest('a')}  0.0s
`,
  /** A build server stamps every line. */
  stampedPlain: `2026-03-01T10:00:00.1000000Z #1 [internal] load build definition from Dockerfile
2026-03-01T10:00:00.2000000Z #1 DONE 0.1s
2026-03-01T10:00:00.3000000Z #2 [1/2] FROM docker.io/library/python:3.14-slim
2026-03-01T10:00:02.3000000Z #2 DONE 2.0s
2026-03-01T10:00:02.3000000Z #3 [2/2] RUN pip install flask
2026-03-01T10:00:07.5000000Z #3 ERROR: process "/bin/sh -c pip install flask" did not complete successfully: exit code: 2
2026-03-01T10:00:07.6000000Z ------
2026-03-01T10:00:07.6000000Z  > [2/2] RUN pip install flask:
2026-03-01T10:00:07.6000000Z 4.812 ERROR: no network
2026-03-01T10:00:07.6000000Z ------
2026-03-01T10:00:07.6000000Z Dockerfile:2
2026-03-01T10:00:07.6000000Z --------------------
2026-03-01T10:00:07.6000000Z    1 |     FROM python:3.14-slim
2026-03-01T10:00:07.6000000Z    2 | >>> RUN pip install flask
2026-03-01T10:00:07.6000000Z --------------------
2026-03-01T10:00:07.6000000Z ERROR: failed to solve: process "/bin/sh -c pip install flask" did not complete successfully: exit code: 2
`,
  podman: `STEP 1/4: FROM docker.io/library/python:3.14-slim
STEP 2/4: WORKDIR /app
--> Using cache ${digest('a')}
--> aaaaaaaaaaaa
STEP 3/4: RUN pip install flask
Collecting flask
--> bbbbbbbbbbbb
STEP 4/4: CMD ["python"]
COMMIT shop
--> cccccccccccc
Successfully tagged localhost/shop:latest
${digest('c')}
`,
  images: `REPOSITORY   TAG       IMAGE ID       CREATED          SIZE
shop         latest    0123456789ab   30 seconds ago   181MB
<none>       <none>    fedcba987654   2 days ago       1.09GB
`,
  imagesOfEngine29: `                                                    i Info →   U  In Use
IMAGE            ID             DISK USAGE   CONTENT SIZE   EXTRA
shop:latest      0123456789ab        192MB         48.7MB    U
`,
  cacheTable: `ID\t\t\t\t\t\tRECLAIMABLE\tSIZE\t\tLAST ACCESSED
abcdefghijklmnopqrstuvwxy*              \ttrue \t\t2.13GB    \t44 hours ago
bcdefghijklmnopqrstuvwxyz               \tfalse\t\t638.1MB*  \t13 days ago
Shared:\t\t638.1MB
Private:\t2.13GB
Reclaimable:\t2.13GB
Total:\t\t2.768GB
`,
  cacheVerbose: `ID:\t\tabcdefghijklmnopqrstuvwxy
Created at:\t2026-03-01 10:00:00 +0000 UTC
Mutable:\ttrue
Reclaimable:\ttrue
Shared:\t\tfalse
Size:\t\t81.4MB
Description:\tcached mount /root/.cache/pip from exec /bin/sh -c pip install flask
Usage count:\t3
Last used:\t2 hours ago
Type:\t\texec.cachemount

Total:\t\t81.4MB
`,
  containerdInspect: `[{"Id":"sha256:${digest('f')}","RepoTags":["shop:latest"],"Size":48700000,"Architecture":"arm64","Variant":"v8","Os":"linux","GraphDriver":null,"Descriptor":{"mediaType":"application/vnd.oci.image.index.v1+json"},"RootFS":{"Type":"layers","Layers":[]}}]`,
  /** `Y29tcGlsaW5n` is "compiling". */
  rawjson: `{"vertexes":[{"digest":"sha256:1","name":"[internal] load build definition from Dockerfile"}]}
{"vertexes":[{"digest":"sha256:1","name":"[internal] load build definition from Dockerfile","started":"2026-03-01T10:00:00.000000001Z","completed":"2026-03-01T10:00:00.25Z"}]}
{"vertexes":[{"digest":"sha256:2","inputs":["sha256:1"],"name":"[1/2] FROM docker.io/library/python:3.14-slim","started":"2026-03-01T10:00:00.3Z","completed":"2026-03-01T10:00:00.3Z","cached":true}]}
{"vertexes":[{"digest":"sha256:3","inputs":["sha256:2"],"name":"[2/2] RUN make","started":"2026-03-01T10:00:00.5Z"}]}
{"logs":[{"vertex":"sha256:3","stream":1,"data":"Y29tcGlsaW5n","timestamp":"2026-03-01T10:00:01Z"}]}
{"vertexes":[{"digest":"sha256:3","inputs":["sha256:2"],"name":"[2/2] RUN make","started":"2026-03-01T10:00:00.5Z","completed":"2026-03-01T10:00:04Z","error":"process \\"/bin/sh -c make\\" did not complete successfully: exit code: 2"}]}
ERROR: failed to solve: process "/bin/sh -c make" did not complete successfully: exit code: 2
`,
} as const;
