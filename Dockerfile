FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
# Packages first: they change less often than the code, and Docker keeps the layer.
COPY global.json Directory.Build.props Directory.Packages.props ./
COPY src/FichierClient.Domain/FichierClient.Domain.csproj src/FichierClient.Domain/packages.lock.json src/FichierClient.Domain/
COPY src/FichierClient.Application/FichierClient.Application.csproj src/FichierClient.Application/packages.lock.json src/FichierClient.Application/
COPY src/FichierClient.Web/FichierClient.Web.csproj src/FichierClient.Web/packages.lock.json src/FichierClient.Web/
RUN dotnet restore src/FichierClient.Web -p:Configuration=Release
COPY src src
RUN dotnet publish src/FichierClient.Web -c Release --no-restore -o /app

FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /app
COPY --from=build /app .
# pg_dump and pg_restore for backups, of the version of docker-compose.yml's database: a distribution's own may be older.
RUN apt-get update && apt-get install -y --no-install-recommends postgresql-common ca-certificates \
    && /usr/share/postgresql-common/pgdg/apt.postgresql.org.sh -y \
    && apt-get install -y --no-install-recommends postgresql-client-17 && rm -rf /var/lib/apt/lists/*
# The places that the program writes to; a named volume takes over this owner. Keys and journal are volumes of their own: copies of them are kept apart.
RUN mkdir /data /cles /journal && chown "$APP_UID" /data /cles /journal && chmod 700 /cles /journal
ENV ASPNETCORE_HTTP_PORTS=8080 FICHIER_DATA=/data FICHIER_SECRETS=/cles FICHIER_JOURNAL=/journal DOTNET_EnableDiagnostics=0
USER $APP_UID
EXPOSE 8080
VOLUME /data /cles /journal
# The image has no curl; bash speaks TCP.
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=3 CMD ["bash", "-c", \
  "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /health/ready HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && grep -q ' 200 ' <&3"]
ENTRYPOINT ["dotnet", "FichierClient.Web.dll"]
