namespace FichierClient.Domain.Organisations;

/// <summary>Everything that can be allowed. Its name on screens and in policies is <see cref="Droits.NameOf"/>, such as <c>ventes.edit</c>.</summary>
public enum Permission
{
    EntreprisesRead,
    EntreprisesEdit,
    EntreprisesDelete,
    ContactsRead,
    ContactsEdit,
    ContactsDelete,
    VentesRead,
    VentesEdit,
    VentesDelete,
    ProduitsRead,
    ProduitsEdit,
    EvenementsEdit,
    FiguresRead,
    ObjectifsEdit,
    ImportsRun,
    ExportsRun,
    CorbeilleManage,
    DoublonsMerge,
    /// <summary>Hands a person's request over to the DPO.</summary>
    DemandesTransmit,
    DemandesManage,
    EffacementsRun,
    ArchivesRead,
    ConservationManage,
    InformationsManage,
    ViolationsManage,
    RegistreRead,
    RegistreEdit,
    /// <summary>Registers the programs that get data from here, and their keys.</summary>
    ConnecteursManage,
    MembresManage,
    OrganisationManage,
    /// <summary>Takes the whole organisation out as one file.</summary>
    OrganisationExport,
}
