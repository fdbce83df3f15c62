# Renewal 片区更新台账: one program with pages, API and command line. Needs a PostgreSQL 15 or later with ICU; see docker-compose.yml.

# The version of global.json: a later one brings later packages of its own, which the locked restore below refuses.
FROM mcr.microsoft.com/dotnet/sdk:10.0.401 AS build
WORKDIR /source

# Packages first: they change seldom, and a layer keeps them.
COPY global.json Directory.Build.props Directory.Build.targets Directory.Packages.props .editorconfig ./
COPY src/Renewal.Domain/Renewal.Domain.csproj src/Renewal.Domain/packages.lock.json src/Renewal.Domain/
COPY src/Renewal.Features/Renewal.Features.csproj src/Renewal.Features/packages.lock.json src/Renewal.Features/
COPY src/Renewal.Postgres/Renewal.Postgres.csproj src/Renewal.Postgres/packages.lock.json src/Renewal.Postgres/
COPY src/Renewal.App/Renewal.App.csproj src/Renewal.App/packages.lock.json src/Renewal.App/
RUN dotnet restore src/Renewal.App --locked-mode

# The build runs the program once to write its message handlers (Renewal.App.csproj), so this image must be able to run what it builds.
# The lock files name no platform; publishing for one adds it to this copy of them.
COPY src/ src/
ARG RUNTIME=linux-x64
RUN dotnet publish src/Renewal.App -c Release -r $RUNTIME --self-contained false -p:RestoreLockedMode=false -o /app

FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /app
COPY --from=build /app ./

# Everything is kept in PostgreSQL, so there is no volume. The base image asks for port 8080 its own way; twice is a warning at every start.
# The account "app" comes with the base image.
# A connection string that is missing or misspelt stops the start; the program would otherwise begin a database of its own.
ENV ASPNETCORE_URLS=http://0.0.0.0:8080 ASPNETCORE_HTTP_PORTS= RENEWAL_EMBEDDED=0
EXPOSE 8080
USER $APP_UID

# The base image has no curl; bash can ask by itself.
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=4 \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /health/ready HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && head -n 1 <&3 | grep -q ' 200'"]

ENTRYPOINT ["dotnet", "renewal.dll"]
CMD ["serve"]
