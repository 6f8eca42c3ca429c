using System.Globalization;
using System.Resources;
using FichierClient.Domain.Organisations;
using FichierClient.Web.Organisations;

namespace FichierClient.UnitTests.Organisations;

public sealed class RolesTextsTests
{
    private static readonly ResourceManager Texts = new(typeof(OrganisationsTexts).FullName!, typeof(OrganisationsTexts).Assembly);

    [Fact]
    public void Every_right_role_and_scope_has_its_words_on_the_roles_page()
    {
        string[] keys =
        [
            .. Enum.GetNames<Permission>().Select(p => "Droit" + p),
            .. Enum.GetNames<Role>().SelectMany(r => new[] { "Role" + r, "RoleCourt" + r }),
            .. Enum.GetNames<Portee>().Select(p => "Portee" + p),
        ];

        Assert.DoesNotContain(keys, k => string.IsNullOrEmpty(Texts.GetString(k, CultureInfo.InvariantCulture)));
    }
}
