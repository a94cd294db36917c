/** What `uv lock` 0.13 writes, cut to what the tests need. */
export const uvLock = `version = 1
revision = 3
requires-python = ">=3.11"
resolution-markers = ["python_full_version >= '3.12'", "python_full_version < '3.12'"]

[[package]]
name = "colorama"
version = "0.4.6"
source = { registry = "https://packages.example/simple" }
wheels = [{ url = "https://packages.example/colorama-0.4.6-py2.py3-none-any.whl", hash = "sha256:00", size = 25335 }]

[[package]]
name = "click"
version = "8.2.0"
source = { registry = "https://packages.example/simple" }
dependencies = [{ name = "colorama", marker = "sys_platform == 'win32'" }]
sdist = { url = "https://packages.example/click-8.2.0.tar.gz", hash = "sha256:00", size = 235089 }
wheels = [{ url = "https://packages.example/click-8.2.0-py3-none-any.whl", hash = "sha256:00", size = 102156 }]

[[package]]
name = "flask"
version = "3.0.3"
source = { registry = "https://packages.example/simple" }
dependencies = [{ name = "click" }, { name = "uvloop", marker = "platform_python_implementation != 'PyPy'" }]
wheels = [{ url = "https://packages.example/flask-3.0.3-py3-none-any.whl", hash = "sha256:00", size = 101735 }]

[[package]]
name = "psycopg"
version = "3.2.1"
source = { registry = "https://packages.example/simple" }
dependencies = [{ name = "typing-extensions", marker = "python_full_version < '3.13'" }]
wheels = [{ url = "https://packages.example/psycopg-3.2.1-py3-none-any.whl", hash = "sha256:00", size = 197000 }]

[package.optional-dependencies]
binary = [{ name = "psycopg-binary" }]

[[package]]
name = "psycopg-binary"
version = "3.2.1"
source = { registry = "https://packages.example/simple" }
wheels = [{ url = "https://packages.example/psycopg_binary-3.2.1-cp313-cp313-manylinux_2_17_x86_64.manylinux2014_x86_64.whl", size = 4200000 }]

[[package]]
name = "ruff"
version = "0.8.0"
source = { registry = "https://packages.example/simple" }
wheels = [
    { url = "https://packages.example/ruff-0.8.0-py3-none-manylinux_2_17_x86_64.manylinux2014_x86_64.whl", size = 11242108 },
    { url = "https://packages.example/ruff-0.8.0-py3-none-musllinux_1_2_x86_64.whl", size = 11540000 },
]

[[package]]
name = "sample-app"
version = "0.1.0"
source = { editable = "." }
dependencies = [{ name = "flask" }, { name = "numpy", version = "1.26.4", source = { registry = "https://packages.example/simple" }, marker = "python_full_version < '3.12'" }, { name = "numpy", version = "2.2.0", source = { registry = "https://packages.example/simple" }, marker = "python_full_version >= '3.12'" }]

[package.optional-dependencies]
pg = [{ name = "psycopg", extra = ["binary"] }]

[package.dev-dependencies]
dev = [{ name = "ruff" }, { name = "click" }]
docs = [{ name = "typing-extensions" }]

[[package]]
name = "numpy"
version = "1.26.4"
source = { registry = "https://packages.example/simple" }
resolution-markers = ["python_full_version < '3.12'"]

[[package]]
name = "numpy"
version = "2.2.0"
source = { registry = "https://packages.example/simple" }
resolution-markers = ["python_full_version >= '3.12'"]

[[package]]
name = "typing-extensions"
version = "4.12.2"
source = { registry = "https://packages.example/simple" }

[[package]]
name = "uvloop"
version = "0.21.0"
source = { registry = "https://packages.example/simple" }
sdist = { url = "https://packages.example/uvloop-0.21.0.tar.gz", size = 2492741 }
wheels = [{ url = "https://packages.example/uvloop-0.21.0-cp312-cp312-manylinux_2_17_x86_64.whl", size = 4600000 }]
`;

/** A workspace without a project of its own. */
export const uvWorkspaceLock = `version = 1
revision = 3
requires-python = ">=3.11"

[manifest]
members = ["api"]

[manifest.dependency-groups]
dev = [{ name = "iniconfig" }]

[[package]]
name = "api"
version = "1"
source = { editable = "packages/api" }
dependencies = [{ name = "click" }]

[[package]]
name = "click"
version = "8.2.0"
source = { registry = "https://packages.example/simple" }

[[package]]
name = "iniconfig"
version = "2.3.1"
source = { registry = "https://packages.example/simple" }
`;

export const poetryProject = `[tool.poetry]
name = "sample-app"
version = "0.1.0"

[tool.poetry.dependencies]
python = "^3.11"
flask = "3.0.3"
psycopg = { version = "^3.2", extras = ["binary"], optional = true }

[tool.poetry.extras]
pg = ["psycopg"]

[tool.poetry.group.dev.dependencies]
pytest = "^8"

[tool.poetry.group.docs]
optional = true

[tool.poetry.group.docs.dependencies]
mkdocs = "*"
`;

const poetryPackages = [
  [
    'click',
    '8.2.0',
    '["main", "docs"]',
    'false',
    '[package.dependencies]\ncolorama = {version = "*", markers = "platform_system == \\"Windows\\""}\n',
  ],
  ['colorama', '0.4.6', '["main", "dev", "docs"]', 'false', ''],
  ['Flask', '3.0.3', '["main"]', 'false', '[package.dependencies]\nclick = ">=8.1.3"\n'],
  ['mkdocs', '1.6.1', '["docs"]', 'false', '[package.dependencies]\nclick = ">=7.0"\n'],
  [
    'psycopg',
    '3.2.1',
    '["main"]',
    'true',
    '[package.dependencies]\npsycopg-binary = {version = "3.2.1", optional = true, markers = "implementation_name != \\"pypy\\" and extra == \\"binary\\""}\n\n[package.extras]\nbinary = ["psycopg-binary (==3.2.1) ; implementation_name != \\"pypy\\""]\n',
  ],
  ['psycopg-binary', '3.2.1', '["main"]', 'true', ''],
  [
    'pytest',
    '8.3.3',
    '["dev"]',
    'false',
    '[package.dependencies]\ncolorama = {version = "*", markers = "sys_platform == \\"win32\\""}\n',
  ],
] as const;

const markers: Readonly<Record<string, string>> = {
  colorama:
    'markers = {main = "platform_system == \\"Windows\\"", dev = "sys_platform == \\"win32\\"", docs = "platform_system == \\"Windows\\""}\n',
  psycopg: 'markers = "extra == \\"pg\\""\n',
  'psycopg-binary': 'markers = "extra == \\"pg\\" and implementation_name != \\"pypy\\""\n',
};

function poetryLock(line: (name: string, groups: string) => string, version: string): string {
  const packages = poetryPackages.map(
    ([name, release, groups, optional, rest]) =>
      `[[package]]\nname = "${name}"\nversion = "${release}"\noptional = ${optional}\npython-versions = ">=3.8"\n${line(name, groups)}files = [\n    {file = "${name.toLowerCase().replace('-', '_')}-${release}-py3-none-any.whl", hash = "sha256:00"},\n]\n\n${rest}`,
  );
  return `${packages.join('\n')}\n[extras]\npg = ["psycopg"]\n\n[metadata]\nlock-version = "${version}"\npython-versions = "^3.11"\n`;
}

/** What Poetry 2.1 and later write: groups, and their markers. */
export const poetryLock21 = poetryLock((name, groups) => `groups = ${groups}\n${markers[name] ?? ''}`, '2.1');
/** What Poetry 1.5 to 1.8 write: nothing tells what a package is for. */
export const poetryLock20 = poetryLock(() => '', '2.0');
/** What Poetry up to 1.4 writes: a category. */
export const poetryLock11 = poetryLock(
  (name, groups) => `category = "${groups.includes('main') || name === 'mkdocs' ? 'main' : 'dev'}"\n`,
  '1.1',
);

export const pylock = `lock-version = "1.0"
requires-python = ">=3.11"
extras = ["pg"]
dependency-groups = ["dev"]
default-groups = ["dev"]
created-by = "example"

[[packages]]
name = "flask"
version = "3.0.3"
dependencies = [{ name = "click" }]
wheels = [{ url = "https://packages.example/flask-3.0.3-py3-none-any.whl", size = 101735, hashes = { sha256 = "00" } }]

[[packages]]
name = "click"
version = "8.2.0"

[[packages]]
name = "colorama"
version = "0.4.6"
marker = "sys_platform == 'win32'"

[[packages]]
name = "psycopg"
version = "3.2.1"
marker = "'pg' in extras"

[[packages]]
name = "pytest"
version = "8.3.3"
marker = "'dev' in dependency_groups"
`;

export const pipfileLock = JSON.stringify({
  _meta: { requires: { python_version: '3.13' } },
  default: {
    flask: { index: 'pypi', version: '==3.0.3', markers: "python_version >= '3.8'" },
    click: { version: '==8.2.0' },
    colorama: { version: '==0.4.6', markers: "sys_platform == 'win32'" },
    tool: { git: 'https://code.example/team/tool.git', ref: 'abc' },
  },
  develop: { pytest: { index: 'pypi', version: '==8.3.3' }, click: { version: '==8.2.0' } },
});

export const pdmLock = `
[metadata]
groups = ["default", "dev", "docs", "pg"]
strategy = ["inherit_metadata"]
lock_version = "4.5.0"
content_hash = "sha256:00"

[[metadata.targets]]
requires_python = ">=3.11"

[[package]]
name = "click"
version = "8.2.0"
requires_python = ">=3.10"
groups = ["default", "dev"]
dependencies = ["colorama; platform_system == \\"Windows\\""]
files = [
    { file = "click-8.2.0-py3-none-any.whl", hash = "sha256:00" },
    { file = "click-8.2.0.tar.gz", hash = "sha256:00" },
]

[[package]]
name = "colorama"
version = "0.4.6"
groups = ["default", "dev"]
marker = "platform_system == \\"Windows\\""
files = [{ file = "colorama-0.4.6-py2.py3-none-any.whl", hash = "sha256:00" }]

[[package]]
name = "Flask"
version = "3.0.3"
groups = ["default"]
dependencies = ["click>=8.1.3"]
files = [{ file = "flask-3.0.3-py3-none-any.whl", hash = "sha256:00" }]

[[package]]
name = "psycopg"
version = "3.2.1"
groups = ["pg"]

[[package]]
name = "psycopg"
version = "3.2.1"
extras = ["binary"]
groups = ["pg"]
dependencies = ["psycopg==3.2.1", "psycopg-binary==3.2.1"]

[[package]]
name = "psycopg-binary"
version = "3.2.1"
groups = ["pg"]

[[package]]
name = "pytest"
version = "8.3.3"
groups = ["dev"]

[[package]]
name = "mkdocs"
version = "1.6.1"
groups = ["docs"]

[[package]]
name = "own-library"
version = "0.1"
path = "./libs/own"
groups = ["default"]
`;

export const pdmProject = `
[project]
name = "sample-app"
requires-python = ">=3.11"
dependencies = ["flask"]
[project.optional-dependencies]
pg = ["psycopg[binary]"]
[dependency-groups]
dev = ["pytest"]
docs = ["mkdocs"]
[build-system]
requires = ["pdm-backend"]
build-backend = "pdm.backend"
`;
