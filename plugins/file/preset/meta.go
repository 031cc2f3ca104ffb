package preset

import (
	"github.com/roictl/roictl/plugins/file/cube"
	"github.com/roictl/roictl/plugins/file/dates"
)

func metaAdsManager() *Preset {
	return &Preset{
		Name:        "meta_ads_manager",
		Title:       "Meta Ads Manager",
		Description: "Facebook and Instagram ads. In Ads Manager: Reports, Export table data, CSV. Break down by day, or every row stands for the whole period of the export.",
		Dates: []DateColumn{
			{Names: []string{"Day", "Tag", "Jour", "Día"}, Cover: dates.Day},
			{
				Names: []string{"Reporting starts", "Berichtsbeginn", "Berichtsstart", "Début des rapports", "Inicio del informe"},
				Ends:  []string{"Reporting ends", "Berichtsende", "Fin des rapports", "Fin del informe"},
			},
		},
		Formats: []string{"YYYY-MM-DD"},
		Dimensions: []Dimension{
			dimension("account_name", "account", "Account name", "Kontoname", "Nom du compte", "Nombre de la cuenta"),
			dimension("account_id", "account_id", "Account ID", "Konto-ID", "ID du compte", "Identificador de la cuenta"),
			dimension("campaign_name", "campaign", "Campaign name", "Kampagnenname", "Name der Kampagne", "Nom de la campagne", "Nombre de la campaña"),
			dimension("campaign_id", "campaign_id", "Campaign ID", "Kampagnen-ID", "ID de campagne", "ID de la campagne", "Identificador de la campaña"),
			dimension("ad_set_name", "ad_group", "Ad set name", "Anzeigengruppenname", "Name der Anzeigengruppe", "Nom de l'ensemble de publicités", "Nombre del conjunto de anuncios"),
			dimension("ad_set_id", "ad_group_id", "Ad set ID", "Anzeigengruppen-ID", "ID de l'ensemble de publicités", "Identificador del conjunto de anuncios"),
			dimension("ad_name", "ad", "Ad name", "Anzeigenname", "Name der Anzeige", "Nom de la publicité", "Nombre del anuncio"),
			dimension("ad_id", "ad_id", "Ad ID", "Anzeigen-ID", "ID de la publicité", "Identificador del anuncio"),
			dimension("objective", "objective", "Objective", "Ziel", "Zielsetzung", "Objectif", "Objetivo"),
			dimension("result_indicator", "", "Result indicator", "Result type", "Ergebnisindikator", "Indicateur de résultats", "Indicador de resultado", "Tipo de resultado"),
			dimension("attribution_setting", "", "Attribution setting", "Attributionseinstellung", "Paramètre d'attribution", "Configuración de atribución"),
			dimension("age", "age", "Age", "Alter", "Âge", "Edad"),
			dimension("gender", "gender", "Gender", "Geschlecht", "Genre", "Sexe", "Sexo"),
			dimension("country", "country", "Country", "Land", "Pays", "País"),
			dimension("region", "region", "Region", "Région", "Región"),
			dimension("platform", "platform", "Platform", "Publisher platform", "Plattform", "Plateforme", "Plataforma"),
			dimension("placement", "placement", "Placement", "Platzierung", "Emplacement", "Ubicación"),
			dimension("impression_device", "device", "Impression device", "Device platform", "Impressionsgerät", "Plateforme de l'appareil", "Dispositivo de impresión"),
		},
		// Ads Manager leaves the cell of an action empty where it did not happen, as
		// Meta's insights leave an action out that has no value.
		Measures: []Measure{
			measure("amount_spent", "spend", "Amount spent", "Ausgegebener Betrag", "Montant dépensé", "Importe gastado").money(),
			measure("impressions", "impressions", "Impressions", "Impressionen", "Impresiones"),
			measure("reach", "reach", "Reach", "Accounts Center accounts reached", "Reichweite", "Couverture", "Alcance").as(cube.Only),
			measure("clicks_all", "clicks", "Clicks (all)", "Klicks (alle)", "Clics (tous)", "Clics (todos)"),
			measure("link_clicks", "link_clicks", "Link clicks", "Link-Klicks", "Clics sur un lien", "Clics sur lien", "Clics en el enlace").orNothing(),
			measure("landing_page_views", "landing_page_views", "Landing page views", "Landingpage-Aufrufe", "Landing-Page-Aufrufe", "Vues de page de destination", "Visitas a la página de destino").orNothing(),
			measure("post_engagements", "engagements", "Post engagements", "Post engagement", "Beitragsinteraktionen", "Interactions avec la publication", "Interacciones con la publicación").orNothing(),
			measure("results", "", "Results", "Ergebnisse", "Résultats", "Resultados").
				about("What each campaign is optimised for; it differs from row to row, so filter by result_indicator before adding it up").
				orNothing(),
			measure("leads", "leads", "Leads", "Website leads", "Prospects", "Clientes potenciales").orNothing(),
			measure("adds_to_cart", "add_to_cart", "Adds to cart", "In den Einkaufswagen", "Ajouts au panier", "Artículos agregados al carrito").orNothing(),
			measure("checkouts_initiated", "checkouts", "Checkouts initiated", "Gestartete Checkouts", "Paiements initiés", "Pagos iniciados").orNothing(),
			measure("purchases", "purchases", "Purchases", "Website purchases", "Käufe", "Achats", "Compras").orNothing(),
			measure("purchases_conversion_value", "revenue", "Purchases conversion value", "Purchase conversion value", "Conversion-Wert von Käufen", "Conversion-Wert für Käufe", "Valeur de conversion des achats", "Valor de conversión de compras").money().orNothing(),
		},
		Totals: Totals{
			Words:       append([]string{"all"}, totalWords...),
			Beginnings:  []string{"resultsfrom", "ergebnisseaus", "résultatsde", "resultadosde"},
			WithoutDate: true,
			Entities:    []string{"campaign_name", "campaign_id", "ad_set_name", "ad_set_id", "ad_name", "ad_id", "account_name", "account_id"},
		},
		Signature: [][]string{
			{"Amount spent", "Ausgegebener Betrag", "Montant dépensé", "Importe gastado"},
			{"Reporting starts", "Berichtsbeginn", "Berichtsstart", "Début des rapports", "Inicio del informe"},
			{"Ad set name", "Anzeigengruppenname", "Nom de l'ensemble de publicités", "Nombre del conjunto de anuncios"},
			{"Result indicator", "Ergebnisindikator", "Indicateur de résultats", "Indicador de resultado"},
			{"Attribution setting", "Attributionseinstellung", "Paramètre d'attribution", "Configuración de atribución"},
			{"Link clicks", "Link-Klicks", "Clics sur un lien", "Clics en el enlace"},
		},
	}
}
