using FichierClient.Web.Operations;

namespace FichierClient.UnitTests.Operations;

public sealed class HostArgumentsTests
{
    [Fact]
    public void Settings_go_to_the_host_and_the_rest_stays_on_the_command_line()
    {
        var (host, command) = HostArguments.Split(
            ["--port", "5080", "--FICHIER_DEMO=false", "--environment=Development", "--Serilog:MinimumLevel=Debug", "--prot=1"]);

        Assert.Equal(["--FICHIER_DEMO=false", "--environment=Development", "--Serilog:MinimumLevel=Debug"], host);
        Assert.Equal(["--port", "5080", "--prot=1"], command);
    }
}
