using FichierClient.Domain.Organisations;

namespace FichierClient.UnitTests.Organisations;

public sealed class DroitsTests
{
    [Fact]
    public void An_administrator_may_do_everything_but_the_work_of_the_dpo()
    {
        Permission[] dpoOnly = [.. Enum.GetValues<Permission>().Where(p => !Droits.Allows(Role.Administrateur, p))];

        Assert.Equal([Permission.DemandesManage, Permission.EffacementsRun, Permission.ArchivesRead, Permission.ConservationManage, Permission.InformationsManage, Permission.ViolationsManage, Permission.RegistreEdit], dpoOnly);
        Assert.All(dpoOnly, p => Assert.Equal([Role.Dpo], Enum.GetValues<Role>().Where(r => Droits.Allows(r, p))));
    }

    [Fact]
    public void A_reader_only_reads() =>
        Assert.All(Enum.GetValues<Permission>().Where(p => Droits.Allows(Role.Lecteur, p)), p => Assert.EndsWith(".read", Droits.NameOf(p), StringComparison.Ordinal));

    [Fact]
    public void Only_an_administrator_manages_members() =>
        Assert.Equal([Role.Administrateur], Enum.GetValues<Role>().Where(r => Droits.Allows(r, Permission.MembresManage)));

    [Theory]
    [InlineData(Permission.VentesEdit, "ventes.edit")]
    [InlineData(Permission.CorbeilleManage, "corbeille.manage")]
    public void A_permission_has_a_public_name(Permission permission, string name) => Assert.Equal(name, Droits.NameOf(permission));
}
