namespace FichierClient.Web.Rgpd.Registre;

/// <summary>The register's pages as their addresses say them.</summary>
public static class RegistreAdresse
{
    public const string Path = "/rgpd/registre", Organisme = "/rgpd/organisme", Lieux = "/rgpd/lieux", Nouveau = "/rgpd/registre/nouveau", Import = "/rgpd/registre/import";

    /// <summary>The key and value that show the processor's register.</summary>
    public const string Genre = "registre", SousTraitant = "sous-traitant";

    public static string Sheet(Guid id) => $"{Path}/{id}";

    public static string Edit(Guid id) => $"{Path}/{id}/modifier";
}
