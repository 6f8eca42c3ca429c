FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
# Packages first: they change less often than the code, and Docker keeps the layer.
COPY global.json Directory.Build.props Directory.Packages.props ./
COPY src/FichierClient.Domain/FichierClient.Domain.csproj src/FichierClient.Domain/packages.lock.json src/FichierClient.Domain/
COPY src/FichierClient.Application/FichierClient.Application.csproj src/FichierClient.Application/packages.lock.json src/FichierClient.Application/
COPY src/FichierClient.Web/FichierClient.Web.csproj src/FichierClient.Web/packages.lock.json src/FichierClient.Web/
RUN dotnet restore src/FichierClient.Web
COPY src src
RUN dotnet publish src/FichierClient.Web -c Release --no-restore -o /app

FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /app
COPY --from=build /app .
# The one place that the program writes to; a named volume takes over this owner.
RUN mkdir /data && chown "$APP_UID" /data
ENV ASPNETCORE_HTTP_PORTS=8080 FICHIER_DATA=/data DOTNET_EnableDiagnostics=0
USER $APP_UID
EXPOSE 8080
VOLUME /data
# The image has no curl; bash speaks TCP.
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=3 CMD ["bash", "-c", \
  "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /health/ready HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && grep -q ' 200 ' <&3"]
ENTRYPOINT ["dotnet", "FichierClient.Web.dll"]
