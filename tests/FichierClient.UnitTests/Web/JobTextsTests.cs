using System.Globalization;
using System.Resources;
using System.Runtime.CompilerServices;
using FichierClient.Application.Jobs;
using FichierClient.Web.Layout;

namespace FichierClient.UnitTests.Web;

/// <summary>The top bar names each kind of background work.</summary>
public sealed class JobTextsTests
{
    [Theory]
    [InlineData("fr")]
    [InlineData("en")]
    public void Every_kind_of_job_has_its_words(string language)
    {
        var kinds = typeof(JobHandler).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(JobHandler)) && !t.IsAbstract)
            .Select(t => ((JobHandler)RuntimeHelpers.GetUninitializedObject(t)).Kind).ToList();
        var texts = new ResourceManager(typeof(LayoutTexts));

        Assert.NotEmpty(kinds);
        Assert.DoesNotContain(kinds, kind => texts.GetString("Job_" + kind, CultureInfo.GetCultureInfo(language)) is null);
    }
}
