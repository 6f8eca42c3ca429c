using FichierClient.Application.Rgpd.Cles;

namespace FichierClient.UnitTests.Rgpd.Cles;

public sealed class ClesTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("cles-");

    private string Secrets => Path.Combine(folder.FullName, "secrets");

    [Fact]
    public void A_key_is_made_once_and_read_by_its_owner_alone()
    {
        var first = new CleStore(Secrets).Get(CleStore.Certificats);

        Assert.Equal(32, first.Length);
        Assert.Equal(first, new CleStore(Secrets).Get(CleStore.Certificats));
        Assert.NotEqual(first, new CleStore(Secrets).Get(CleStore.Sauvegardes));
        if (OperatingSystem.IsWindows()) return;
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(Secrets, CleStore.Certificats)));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Secrets));
    }

    [Fact]
    public async Task Programs_that_ask_at_once_get_one_key()
    {
        var keys = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => Convert.ToHexString(new CleStore(Secrets).Get(CleStore.Empreintes)))));

        Assert.Single(keys.Distinct());
        Assert.Single(Directory.GetFiles(Secrets));
    }

    [Fact]
    public void A_damaged_key_is_said_and_never_replaced()
    {
        Directory.CreateDirectory(Secrets);
        var path = Path.Combine(Secrets, CleStore.Empreintes);
        File.WriteAllBytes(path, new byte[7]);

        var error = Assert.Throws<InvalidDataException>(() => new CleStore(Secrets).Get(CleStore.Empreintes));

        Assert.Contains("7 bytes", error.Message, StringComparison.Ordinal);
        Assert.Equal(7, new FileInfo(path).Length);
    }

    [Theory]
    [InlineData(Identifiants.Email, " Jeanne.Martin@Exemple.FR ", "jeanne.martin@exemple.fr")]
    [InlineData(Identifiants.Telephone, "01 23 45 67 89", "+33 (0)1 23 45 67 89")]
    [InlineData(Identifiants.Url, "https://www.linkedin.com/in/Jeanne-M/?trk=abc", "linkedin.com/in/jeanne-m")]
    [InlineData(Identifiants.Domaine, "@Été.fr", "xn--t-9fab.fr")]
    [InlineData("nom", "Élodie  MARTIN", "elodie martin")]
    public void Two_writings_of_one_identifier_have_one_print(string genre, string one, string other)
    {
        var tenant = Guid.NewGuid();
        var prints = new Empreintes(new CleStore(Secrets));

        Assert.Equal(32, prints.Of(tenant, genre, one).Length);
        Assert.Equal(prints.Of(tenant, genre, one), prints.Of(tenant, genre, other));
        Assert.NotEqual(prints.Of(tenant, genre, one), prints.Of(tenant, genre, "9" + other));
    }

    [Fact]
    public void Another_organisation_another_master_and_another_kind_give_other_prints()
    {
        var (tenant, value) = (Guid.NewGuid(), "jeanne@exemple.fr");
        var prints = new Empreintes(new CleStore(Secrets));
        var here = prints.Of(tenant, Identifiants.Email, value);

        Assert.Equal(here, new Empreintes(new CleStore(Secrets)).Of(tenant, Identifiants.Email, value));
        Assert.NotEqual(here, prints.Of(Guid.NewGuid(), Identifiants.Email, value));
        Assert.NotEqual(here, prints.Of(tenant, "autre", value));
        Assert.NotEqual(here, new Empreintes(new CleStore(Secrets + "2")).Of(tenant, Identifiants.Email, value));
        Assert.Throws<ArgumentException>(() => prints.Of(Guid.Empty, Identifiants.Email, value));
    }

    [Fact]
    public void A_signature_holds_for_its_data_and_its_key_alone()
    {
        var signer = new SignatureCertificats(new CleStore(Secrets));
        var stranger = new SignatureCertificats(new CleStore(Secrets + "2"));
        var data = "certificat"u8.ToArray();
        var signature = signer.Sign(data);

        Assert.True(SignatureCertificats.Verify(signer.ClePublique, data, signature));
        Assert.False(SignatureCertificats.Verify(stranger.ClePublique, data, signature));
        Assert.False(SignatureCertificats.Verify(signer.ClePublique, "certificaT"u8, signature));
        Assert.False(SignatureCertificats.Verify(signer.ClePublique, data, [.. signature[..^1], (byte)(signature[^1] ^ 1)]));
        Assert.False(SignatureCertificats.Verify(signer.ClePublique, data, signature.AsSpan(1)));
        Assert.False(SignatureCertificats.Verify(signer.ClePublique.AsSpan(1), data, signature));
    }

    [Fact]
    public void The_domain_of_an_address_is_its_last_part() =>
        Assert.Equal(["exemple.fr", null], new[] { "j@Exemple.FR", "sans" }.Select(Identifiants.DomaineOf));

    public void Dispose() => folder.Delete(recursive: true);
}
