package preset

import "github.com/roictl/roictl/plugins/file/dates"

func googleAds() *Preset {
	return &Preset{
		Name:        "google_ads",
		Title:       "Google Ads",
		Description: "In Google Ads: Campaigns, Segment by Time and Day, then Download as CSV. Add the column Currency code, or declare the currency: a sign such as $ does not say which one it is.",
		Dates: []DateColumn{
			{Names: []string{"Day", "Tag", "Jour", "Día"}, Cover: dates.Day},
			{Names: []string{"Week", "Woche", "Semaine", "Semana"}, Cover: dates.Week},
			{Names: []string{"Month", "Monat", "Mois", "Mes"}, Cover: dates.Month},
		},
		Formats:  []string{"YYYY-MM-DD", "MMM D, YYYY", "D MMM YYYY", "D. MMM YYYY", "YYYY-MM", "MMM YYYY"},
		Currency: []string{"Currency code", "Währungscode", "Code de devise", "Code devise", "Código de moneda", "Código de la moneda", "Código de divisa"},
		Dimensions: []Dimension{
			dimension("account", "account", "Account", "Account name", "Konto", "Kontoname", "Compte", "Nom du compte", "Cuenta", "Nombre de la cuenta"),
			dimension("campaign", "campaign", "Campaign", "Kampagne", "Campagne", "Campaña"),
			dimension("campaign_id", "campaign_id", "Campaign ID", "Kampagnen-ID", "ID de la campagne", "ID de campagne", "ID de la campaña"),
			dimension("campaign_type", "format", "Campaign type", "Kampagnentyp", "Type de campagne", "Tipo de campaña"),
			dimension("ad_group", "ad_group", "Ad group", "Anzeigengruppe", "Groupe d'annonces", "Grupo de anuncios"),
			dimension("ad_group_id", "ad_group_id", "Ad group ID", "Anzeigengruppen-ID", "ID du groupe d'annonces", "ID del grupo de anuncios"),
			dimension("device", "device", "Device", "Gerät", "Appareil", "Dispositivo"),
			dimension("network", "platform", "Network", "Network (with search partners)", "Netzwerk", "Réseau", "Red"),
			dimension("keyword", "term", "Search keyword", "Keyword", "Suchkeyword", "Mot clé", "Mot-clé", "Palabra clave"),
		},
		Measures: []Measure{
			measure("cost", "spend", "Cost", "Kosten", "Coût", "Coste", "Costo").money(),
			measure("impressions", "impressions", "Impr.", "Impressions", "Impressionen", "Impresiones"),
			measure("clicks", "clicks", "Clicks", "Klicks", "Clics"),
			measure("interactions", "engagements", "Interactions", "Interaktionen", "Interacciones"),
			measure("video_views", "video_views", "Views", "Aufrufe", "Vues", "Visualizaciones"),
			measure("conversions", "conversions", "Conversions", "Conv.", "Conversiones"),
			measure("conversion_value", "revenue", "Conv. value", "Conversion value", "Conv.-Wert", "Valeur de conv.", "Valor de conv.").money(),
			measure("all_conversions", "", "All conv.", "Alle Conv.", "Toutes les conv.", "Todas las conv."),
		},
		Totals: Totals{Words: totalWords},
		Signature: [][]string{
			{"Impr."},
			{"Currency code", "Währungscode", "Code de devise", "Código de moneda"},
			{"Campaign status", "Kampagnenstatus", "État de la campagne", "Estado de la campaña"},
			{"Cost", "Kosten", "Coût", "Coste"},
			{"Conv. value", "Conv.-Wert", "Valeur de conv.", "Valor de conv."},
			{"Avg. CPC", "Durchschn. CPC", "CPC moy.", "CPC medio"},
		},
	}
}
