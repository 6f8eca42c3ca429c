using static FichierClient.Domain.Organisations.Permission;

namespace FichierClient.Domain.Organisations;

/// <summary>The one table of rights: permission × role. Use cases ask it, screens show it.</summary>
public static class Droits
{
    private static readonly Permission[] Reading = [EntreprisesRead, ContactsRead, VentesRead, ProduitsRead, FiguresRead];
    private static readonly Permission[] Selling = [.. Reading, EntreprisesEdit, ContactsEdit, VentesEdit, EvenementsEdit, DemandesTransmit];

    /// <summary>What only the DPO does and sees: request files are closed to an administrator (rgpd.md 3.2).</summary>
    private static readonly Permission[] DpoOnly = [DemandesManage, EffacementsRun, ArchivesRead, ConservationManage, InformationsManage, ViolationsManage, RegistreEdit];

    private static readonly Dictionary<Role, HashSet<Permission>> Table = new()
    {
        [Role.Lecteur] = [.. Reading],
        [Role.Commercial] = [.. Selling],
        [Role.Responsable] = [.. Selling, EntreprisesDelete, ContactsDelete, VentesDelete, ProduitsEdit, ObjectifsEdit, ImportsRun, ExportsRun, CorbeilleManage, DoublonsMerge],
        [Role.Dpo] = [.. Reading, EntreprisesEdit, ContactsEdit, ContactsDelete, ExportsRun, CorbeilleManage, DoublonsMerge, DemandesTransmit, RegistreRead, ConnecteursManage, .. DpoOnly],
        [Role.Administrateur] = [.. Enum.GetValues<Permission>().Except(DpoOnly)],
    };

    public static bool Allows(Role role, Permission permission) => Table[role].Contains(permission);

    /// <summary>The permission's public name: <c>plural.verb</c>, such as <c>ventes.edit</c>.</summary>
    public static string NameOf(Permission permission)
    {
        var name = permission.ToString();
        var verb = 1;
        while (verb < name.Length && !char.IsAsciiLetterUpper(name[verb])) verb++;
        return string.Concat(name.AsSpan(0, verb), ".", name.AsSpan(verb)).ToLowerInvariant();
    }
}
