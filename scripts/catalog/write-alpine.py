"""Writes what is published of Alpine's packages: content/catalog/parts/alpine.json.

    python write-alpine.py OUTPUT

The repository of docker-library/repo-info tells the installed size of what official images hold; logs of builds, printed by
apk as `OK: 198 MiB in 39 packages`, tell what an installation brings in all. The rest is assumed. Sizes in KiB, x86-64.
"""

import json
import pathlib
import sys

INFO = "https://github.com/docker-library/repo-info/blob"

# Of python:3.13-alpine and rust:1-alpine3.24, exact to the unit that apk prints.
PUBLISHED = """
alpine-baselayout 6.4 | alpine-baselayout-data 18 | alpine-keys 12 | alpine-release 0.33 | apk-tools 112 | busybox 794
busybox-binsh 0 | ca-certificates 207 | ca-certificates-bundle 175 | gdbm 71 | libapk 270 | libbz2 76 | libcrypto3 5091
libffi 38 | libncursesw 334 ncurses-terminfo-base | libpanelw 17 | libssl3 819 | libuuid 29 | musl 654 | musl-utils 54 scanelf
ncurses-terminfo-base 100 | readline 292 libncursesw | scanelf 65 | sqlite-libs 1602 | ssl_client 14 | tzdata 433 | xz-libs 221 | zlib 105
binutils 10240 jansson,zstd-libs,zlib | jansson 85 | zstd-libs 697 | gcc 162816 binutils,gmp,isl26,libatomic,libgcc,libgomp,libstdc++,mpc1,mpfr4,zlib
gmp 413 | isl26 2174 gmp | libatomic 29 | libgcc 169 | libgomp 330 | libstdc++ 2738 libgcc | mpc1 113 gmp,mpfr4 | mpfr4 661 gmp
musl-dev 9670 | libgcc-static 3209
"""

# Assumed: known of the packages, not read off their pages.
ASSUMED = """
g++ 45568 gcc,libstdc++-dev,musl-dev | libstdc++-dev 14000 libstdc++ | gfortran 50000 gcc,libgfortran | libgfortran 3000 libquadmath
libquadmath 320 | libc-dev 1 musl-dev | make 260 | patch 200 | file 20 libmagic | libmagic 8600 | fortify-headers 90
build-base 4 binutils,file,fortify-headers,g++,gcc,libc-dev,make,patch | linux-headers 9500 | pkgconf 230 | cmake 38000 libarchive,libcurl,libuv,rhash-libs,libstdc++
libarchive 780 | libuv 200 | rhash-libs 220 | ninja-build 280 libstdc++ | samurai 70 | autoconf 2700 perl,m4 | automake 1600 perl | libtool 1600 bash | m4 300
perl 37000 libbz2 | bison 3200 | flex 700 | swig 3900 pcre2 | gettext 2400 libintl,libxml2 | gettext-dev 8500 gettext | libintl 60 | patchelf 180 libstdc++
gdb 12000 python3 | strace 1700 | clang 700 clang-libs,gcc,libstdc++-dev | clang-libs 105000 llvm-libs | llvm-libs 155000 libffi,libxml2,zstd-libs | clang-headers 13000
llvm-dev 40000 llvm-libs | rust 165000 llvm-libs,gcc,musl-dev | cargo 36000 rust,libcurl | go 260000 binutils,gcc,musl-dev | openjdk17-jre-headless 190000 java-common | java-common 10
git 9300 libcurl,libexpat,pcre2,zlib | git-lfs 13000 git | subversion 4300 | mercurial 22000 python3 | openssh 300 openssh-client,openssh-server | openssh-server 900 | openssh-client 3600
openssh-client-default 900 | libcurl 700 brotli-libs,c-ares,libidn2,libpsl,nghttp2-libs,zstd-libs | curl 270 libcurl | curl-dev 1500 libcurl,openssl-dev,nghttp2-dev,zlib-dev
brotli-libs 850 | c-ares 250 | libidn2 260 libunistring | libunistring 1850 | libpsl 100 | nghttp2-libs 140 | nghttp2-dev 200 | wget 560 libidn2,pcre2 | rsync 720 popt | popt 70
libexpat 170 | expat 60 libexpat | expat-dev 160 | pcre2 680 | pcre 400 | pcre-dev 1700 pcre | pcre2-dev 2000 pcre2
openssl 1000 libcrypto3,libssl3 | openssl-dev 2300 pkgconf | libressl-dev 2300 | gnupg 900 gnupg-utils,gpg | gpg 1100 npth,libgcrypt | gnupg-utils 1200 | npth 40 | libgcrypt 1400 | libsodium 370 | libsodium-dev 700 libsodium
krb5-libs 2100 | krb5-dev 900 krb5-libs | krb5 1100 krb5-libs | cyrus-sasl-dev 300 | openldap-dev 500 libldap | libldap 500
libffi-dev 60 libffi | zlib-dev 160 pkgconf | bzip2 90 | bzip2-dev 170 | xz 260 | xz-dev 420 | zstd 900 zstd-libs | zstd-dev 350 | lz4-libs 130 | lz4-dev 300 lz4-libs | snappy 45 libstdc++ | snappy-dev 60 snappy
readline-dev 540 | ncurses 700 | ncurses-dev 700 ncurses | gdbm-dev 150 | sqlite 1700 sqlite-libs,readline | sqlite-dev 3300 sqlite-libs | util-linux-dev 500 libuuid | util-linux 300 | tk 6800 tcl | tk-dev 900 tk,tcl-dev | tcl 4300 | tcl-dev 800 | libnsl-dev 160 | libtirpc-dev 400
libpq 380 | libpq-dev 1740 libpq,openssl-dev | libecpg 160 | libecpg-dev 1700 libecpg | postgresql-dev 4 postgresql-server-dev
postgresql-server-dev 9500 clang,clang-headers,libecpg-dev,libpq-dev,llvm-tools,lz4-dev,zstd-dev | llvm-tools 62000 llvm-libs | postgresql-client 3900 libpq,readline,lz4-libs,zstd-libs | postgresql 22000 postgresql-client,libxml2
mariadb-common 80 | mariadb-connector-c 850 mariadb-common,zstd-libs | mariadb-connector-c-dev 1000 mariadb-connector-c,openssl-dev,zlib-dev | mariadb-dev 7000 mariadb-connector-c-dev | mysql-client 4 mariadb-client | mariadb-client 34000 mariadb-common,libstdc++ | unixodbc 700 | unixodbc-dev 1400 unixodbc | freetds 1900 unixodbc | freetds-dev 500 freetds | hiredis 90 | redis 4300
libmemcached-libs 250 | libmemcached-dev 400 libmemcached-libs
libjpeg-turbo 690 | libturbojpeg 720 | libjpeg-turbo-dev 1500 libjpeg-turbo,libturbojpeg | jpeg-dev 4 libjpeg-turbo-dev | jpeg 4 libjpeg-turbo | libpng 240 | libpng-dev 560 libpng,zlib-dev | freetype 740 brotli-libs,libpng,libbz2 | freetype-dev 1700 freetype,brotli-dev,libpng-dev,bzip2-dev | brotli-dev 80
tiff 600 libjpeg-turbo,libwebp,zstd-libs | tiff-dev 1300 tiff,libjpeg-turbo-dev | libwebp 800 libsharpyuv | libsharpyuv 40 | libwebp-dev 900 libwebp | lcms2 430 | lcms2-dev 720 lcms2 | openjpeg 460 | openjpeg-dev 300 openjpeg | giflib 50 | giflib-dev 70 | harfbuzz 1100 freetype,glib | harfbuzz-dev 7000 harfbuzz,glib-dev | fribidi 160 | fribidi-dev 200 fribidi | libimagequant 90 | libimagequant-dev 120 | libxcb 1100 | libxcb-dev 4000
glib 4700 libffi,libintl,libmount,pcre2 | libmount 450 | glib-dev 12000 glib,pcre2-dev,python3 | cairo 1150 fontconfig,freetype,libxcb,pixman | cairo-dev 3000 cairo | pixman 800 | fontconfig 720 freetype,libexpat | pango 1000 cairo,fribidi,harfbuzz | pango-dev 2500 pango | gdk-pixbuf 700 glib,tiff | gdk-pixbuf-dev 2200 gdk-pixbuf | librsvg 5200 cairo,pango,gdk-pixbuf | imagemagick 21000 libgomp,fontconfig,libjpeg-turbo | imagemagick-dev 1200 imagemagick | ghostscript 42000 | poppler 7000 cairo,libjpeg-turbo | poppler-utils 900 poppler | tesseract-ocr 3800 leptonica | tesseract-ocr-data-eng 4000 | leptonica 2700
font-dejavu 10000 fontconfig | ttf-dejavu 10000 fontconfig | ttf-liberation 4200 fontconfig | font-liberation 4200 fontconfig | font-noto 16000 fontconfig | ttf-freefont 6600 fontconfig | libmagic-dev 30 | file-dev 30 libmagic
libxml2 1150 xz-libs | libxml2-dev 3400 libxml2,xz-dev,zlib-dev | libxslt 330 libxml2 | libxslt-dev 2300 libxslt,libxml2-dev | yaml 120 | yaml-dev 160 yaml | gmp-dev 560 gmp | mpfr-dev 300 mpfr4 | mpc1-dev 100
openblas 33000 libgfortran | openblas-dev 60000 openblas | lapack 8500 libgfortran | lapack-dev 12000 lapack | blas 600 libgfortran | blas-dev 700 | hdf5 5600 | hdf5-dev 5000 hdf5 | geos 3100 libstdc++ | geos-dev 700 geos | proj 9000 sqlite-libs | proj-dev 800 proj | proj-util 200 proj | gdal 24000 proj,geos,libstdc++ | gdal-dev 3000 gdal | portaudio-dev 300 | libsndfile 500 | fftw-dev 3500
python3 28500 gdbm,libbz2,libexpat,libffi,libncursesw,libpanelw,mpdecimal,readline,sqlite-libs,xz-libs,python3-pyc | python3-pyc 21500 | mpdecimal 180 | python3-dev 4200 python3,pkgconf | py3-pip 5400 python3,py3-setuptools,py3-packaging | py3-setuptools 3300 python3 | py3-packaging 700 python3 | py3-wheel 400 python3 | py3-virtualenv 6500 python3 | py3-numpy 38000 python3,openblas | py3-pandas 62000 py3-numpy | py3-scipy 80000 py3-numpy | py3-pillow 2600 python3,libjpeg-turbo,tiff,freetype | py3-cryptography 4300 python3 | py3-cffi 1500 python3 | py3-lxml 5500 python3,libxslt | py3-psycopg2 900 python3,libpq | py3-requests 900 python3 | py3-yaml 900 python3 | python3-tkinter 1500 python3,tk
nodejs 62000 ada-libs,brotli-libs,c-ares,icu-libs,libstdc++,nghttp2-libs,sqlite-libs | nodejs-current 64000 icu-libs,libstdc++ | ada-libs 600 | icu-libs 3600 icu-data-en,libstdc++ | icu-data-en 2500 | icu-data-full 30000 | icu-dev 4200 icu-libs | npm 11000 nodejs | yarn 5200 nodejs | ruby 14000 | php 9000 | lua5.4 200 | chromium 270000 cairo,ffmpeg-libs,font-dejavu,gtk,nss | chromium-chromedriver 17000 chromium | gtk 26000 cairo,pango | nss 4200 | firefox 230000 gtk | geckodriver 5000 | ffmpeg 1300 ffmpeg-libs | ffmpeg-libs 62000 libwebp,libstdc++ | ffmpeg-dev 6500 ffmpeg-libs | sox 600 | libmagickwand 1000 imagemagick
bash 1350 readline | zsh 7500 | fish 9500 | coreutils 1600 | findutils 540 | grep 250 pcre2 | sed 180 | gawk 950 | diffutils 420 | tar 470 | gzip 120 | unzip 330 | zip 400 | jq 330 oniguruma | oniguruma 560 | yq 11000 | less 220 | vim 29000 | nano 880 | tree 70 | htop 230 | procps 60 procps-ng | procps-ng 600 | psmisc 200 | lsof 300 | bind-tools 1700 | iputils 130 | iproute2 1000 | net-tools 600 | tcpdump 1200 | netcat-openbsd 40 | busybox-extras 120 | shadow 900 | sudo 1400 | su-exec 20 | gosu 2500 | dumb-init 40 | tini 40 | tini-static 800 | s6-overlay 12000 | supervisor 2400 python3,py3-setuptools | dcron 120 | dcron-libs 20 | logrotate 120 | rsyslog 1700 | inotify-tools 120 | parallel 700 perl | tmux 1200 | screen 1100 | tzdata-doc 10 | musl-locales 600 | musl-locales-lang 100 | gcompat 60 | libc6-compat 20 | nginx 1600 pcre2 | haproxy 4600 | apache2 1800 | openrc 2500 | docker-cli 41000 | docker 4 docker-cli,docker-engine | docker-engine 110000 | aws-cli 110000 python3 | kubectl 58000 | helm 58000 | github-cli 46000 | terraform 90000 | ansible 420000 python3 | wkhtmltopdf 46000 | libreoffice 330000 | mysql-dev 4 mariadb-dev | postgresql-libs 4 libpq | mosquitto-clients 300 | ldns 300 | nmap 5200 | sshpass 30 | dos2unix 60 | expect 700 tcl | ncdu 150 | neofetch 300 | figlet 700
"""

# What apk printed, over what the sizes above would make of the same packages.
RATIOS = {
    "3.9": (0.55, 0.4, 0.85, "as in Alpine 3.11"),
    "3.10": (0.55, 0.4, 0.85, "as in Alpine 3.11"),
    "3.11": (0.55, 0.42, 0.85, "remembered of comparisons of 2020, where gcc made about 100 MB of alpine's 5.6 MB; not read again"),
    "3.12": (0.6, 0.45, 0.9, "between Alpine 3.11 and 3.13"),
    "3.13": (0.7, 0.55, 0.95, "a build log: gcc, git, make, musl-dev and linux-headers on golang:1.15-alpine, 146 MiB in 35 packages"),
    "3.14": (0.78, 0.6, 1.0, "between Alpine 3.13 and 3.15"),
    "3.15": (0.83, 0.65, 1.0, "a build log: build-base, from 8 to 198 MiB in 39 packages"),
    "3.16": (0.87, 0.7, 1.05, "between Alpine 3.15 and 3.24"),
    "3.17": (0.89, 0.7, 1.1, "between Alpine 3.15 and 3.24"),
    "3.18": (0.91, 0.75, 1.1, "between Alpine 3.15 and 3.24"),
    "3.19": (0.93, 0.75, 1.15, "between Alpine 3.15 and 3.24"),
    "3.20": (0.95, 0.8, 1.15, "between Alpine 3.15 and 3.24"),
    "3.21": (0.97, 0.8, 1.2, "between Alpine 3.15 and 3.24"),
}

DATE = "2026-11-21"
PACKED = 0.4


def read(text):
    for entry in text.replace("\n", "|").split("|"):
        if entry.strip():
            name, size, *needs = entry.split()
            yield name, [round(float(size) * 1024), 0, 0, round(float(size) * 1024 * PACKED), needs[0] if needs else "", ""]


def main():
    packages = dict(sorted([*read(PUBLISHED), *read(ASSUMED)]))
    unknown = {need for entry in packages.values() for need in entry[4].split(",") if need} - set(packages)
    if unknown:
        sys.exit(f"needed but not listed: {sorted(unknown)}")
    index = {
        "distribution": "alpine",
        "release": "3.24",
        "standsFor": [f"alpine:3.{minor}" for minor in range(9, 24)] + ["alpine:edge"],
        "packages": packages,
        "provides": {},
        "absent": [],
        "provenance": {
            "source": "docker-library/repo-info, packages of python:3.13-alpine and rust:1-alpine3.24 with their installed sizes; the compilers' headers, libraries for databases and pictures and whatever else those images do not hold: assumed, known of the packages, of dependencies only the large ones",
            "url": f"{INFO}/5b74ed561717f681cee2dce1118b22193ee72b37/repos/rust/local/1.98.1-alpine3.24.md",
            "date": DATE,
        },
    }
    figures = [
        {
            "name": "packages-alpine-3.24",
            "value": 1.03,
            "low": 0.8,
            "high": 1.4,
            "unit": "ratio",
            "meaning": "Alpine packages over those of which a figure is known: small dependencies are missing",
            "provenance": {"source": "Assumed: most dependencies of a compiler are small beside it", "date": DATE},
        }
    ] + [
        {
            "name": f"packages-alpine-{release}-over-alpine-3.24",
            "value": value,
            "low": low,
            "high": high,
            "unit": "ratio",
            "meaning": f"Packages of Alpine {release} over those of 3.24: compilers have grown",
            "provenance": {"source": source if "log" in source else f"Assumed: {source}", "date": DATE},
        }
        for release, (value, low, high, source) in RATIOS.items()
    ]
    rows = ",\n".join(f"        {json.dumps(name)}: {json.dumps(entry)}" for name, entry in packages.items())
    head = {key: value for key, value in index.items() if key != "packages"}
    text = json.dumps({**head, "packages": {}})[:-2]
    figure_rows = ",\n".join(json.dumps(figure) for figure in figures)
    pathlib.Path(sys.argv[1]).write_text(f'{{"osIndexes": [{text}\n{rows}\n}}}}],\n"figures": [\n{figure_rows}\n]}}\n')
    print(len(packages), "packages")


main()
