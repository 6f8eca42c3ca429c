using FichierClient.Domain.Common;

namespace FichierClient.Application.Imports.Rows;

/// <summary>First names that are common in France (INSEE, « Fichier des prénoms »), to tell « Dupont Jean » from « Jean Dupont ».</summary>
internal static class PrenomsCourants
{
    private const string Liste = """
        adam adele adrien agathe agnes ahmed aicha alain albert alex alexandra alexandre alexia alexis alfred alice aline alix amandine amelie ana anais andre andrea ange angele angelique anna anne annick annie anouk anthony antoine antonin armand
        arnaud arthur aude audrey augustin aurelie aurelien axel aya aymeric baptiste barbara bastien beatrice benedicte benjamin benoit bernadette bernard berthe bertrand boris brice brigitte bruno camille carine carla carole caroline catherine cecile
        cedric celia celine chantal charlene charles charlotte chloe christel christelle christian christiane christine christophe claire clara clarisse claude claudette claudine claudia clelia clemence clement clementine clothilde colette coline
        constance coralie corentin corinne cyril cyrille cyrielle damien daniel daniele danielle david deborah delphine denis denise diane didier dominique dorian dorothee dylan edith edouard eleonore elian eliane elias elie eline elisa elisabeth elise
        elodie eloise elsa emeline emilie emilien emma emmanuel emmanuelle enzo eric erwan estelle esteban ethan etienne eugene eugenie eva evelyne fabien fabienne fabrice fanny farid fatima fatou felix ferdinand flavie flora florence florent florian
        florine franck francine francis franck francoise francois frederic frederique gabin gabriel gabrielle gael gaelle gaetan gaspard gauthier genevieve georges gerald geraldine gerard germain germaine ghislaine gilbert gilberte gilles ginette
        gregoire gregory guillaume guy gwenaelle hamza hector helene heloise henri henriette herve hubert hugo hugues ibrahim ines ingrid irene isabelle isaac ivan jacky jacqueline jacques jade jamel janine jean jeanne jeannine jennifer jeremy jerome
        jessica joachim joan joel joelle johan johanna johanne jonathan jordan joris joseph josette josiane josephine jules julia julian julie julien juliette justin justine karim karine katia kevin khadija killian laetitia laura laure laurence laurent lea leila lena leo leon leonie
        leopold leslie liam lilian liliane lina line lionel lisa lise loic lola lorenzo lou louane louis louise louna luc lucas lucie lucien lucienne ludivine ludovic lydia lydie madeleine maelle maeva magali mai manon marc marcel marcelle margaux
        margot marguerite maria marianne marie marine marion marius marjorie marlene martial martine maryse mathias mathieu mathilde mathis matthias matthieu maud maurice max maxence maxime melanie melina melissa melodie meriem michael michel michele
        micheline mickael mireille mohamed mohammed monique morgane mounir muriel murielle myriam nadege nadia nadine nael nathalie nathan nathanael nicolas nicole nina noah noe noel noelle noemie norbert nour nora ismael octave odette odile olga olivia
        olivier oceane ombeline ophelie oscar pascal pascale patrice patricia patrick paul paulette pauline philippe philippine pierre pierrette quentin rachel rachid raoul raphael raphaelle raymond raymonde rebecca regine regis remi remy renaud rene
        renee richard robert robin rodolphe rodrigue roger roland romain romane romuald rosalie rose roseline ryan sabine sabrina sacha salome sami samir samuel samy sandra sandrine sarah sebastien serge severine shirley sidonie simon simone sofia
        solange solene sonia sophie stanislas stella stephane stephanie steve steven suzanne suzette sylvain sylvaine sylvette sylvia sylviane sylvie tanguy tatiana teddy theo theodore therese thibaud thibault thibaut thierry thomas timothee titouan tom
        tristan ugo ursula valentin valentine valerie valery vanessa vera veronique victoire victor victoria vincent violette virginie viviane wassim wendy wilfried william xavier yann yannick yannis yasmine yoann yohan yolande youssef yves yvette
        yvonne zoe
        """;

    private static readonly HashSet<string> Connus = [.. Liste.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>Whether a word, or the first part of « Jean-Pierre », is one.</summary>
    public static bool Est(string word) => Connus.Contains(TexteNormalise.Of(word).Split(' ')[0]);
}
