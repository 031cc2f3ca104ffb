package preset

import (
	"github.com/roictl/roictl/plugins/file/cube"
	"github.com/roictl/roictl/plugins/file/dates"
)

func linkedinCampaignManager() *Preset {
	return &Preset{
		Name:        "linkedin_campaign_manager",
		Title:       "LinkedIn Campaign Manager",
		Description: "LinkedIn ads. In Campaign Manager: Plan or Advertise, Export, with the time breakdown Daily; otherwise a row stands for more than a day and its column says only where that begins.",
		Dates: []DateColumn{{
			Names: []string{"Start Date (in UTC)", "Start Date", "Date", "Startdatum (in UTC)", "Startdatum", "Date de début (en UTC)", "Date de début", "Fecha de inicio (en UTC)", "Fecha de inicio"},
			Cover: dates.Day,
		}},
		Formats:      []string{"M/D/YYYY", "YYYY-MM-DD"},
		PointColumns: []string{"Account Name", "Campaign Name", "Campaign Group Name", "Total Spent"},
		Currency:     []string{"Currency", "Währung", "Devise", "Moneda", "Divisa"},
		Dimensions: []Dimension{
			dimension("account_name", "account", "Account Name", "Kontoname", "Nom du compte", "Nombre de la cuenta"),
			dimension("campaign_group_name", "", "Campaign Group Name", "Name der Kampagnengruppe", "Nom du groupe de campagnes", "Nombre del grupo de campañas"),
			dimension("campaign_group_id", "", "Campaign Group ID", "Kampagnengruppen-ID", "ID du groupe de campagnes", "Identificador del grupo de campañas"),
			dimension("campaign_name", "campaign", "Campaign Name", "Kampagnenname", "Nom de la campagne", "Nombre de la campaña"),
			dimension("campaign_id", "campaign_id", "Campaign ID", "Kampagnen-ID", "ID de campagne", "ID de la campagne", "Identificador de la campaña"),
			dimension("campaign_type", "format", "Campaign Type", "Kampagnentyp", "Type de campagne", "Tipo de campaña"),
			dimension("campaign_objective", "objective", "Campaign Objective", "Campaign Objective Type", "Kampagnenziel", "Objectif de la campagne", "Objetivo de la campaña"),
			dimension("creative_name", "ad", "Creative Name", "Ad Name", "Name der Anzeige", "Nom de la publicité", "Nombre del anuncio"),
			dimension("creative_id", "ad_id", "Ad ID", "Creative ID", "Anzeigen-ID", "ID de la publicité", "Identificador del anuncio"),
		},
		Measures: []Measure{
			measure("total_spent", "spend", "Total Spent", "Gesamtausgaben", "Total dépensé", "Total gastado").money(),
			measure("impressions", "impressions", "Impressions", "Impressionen", "Impresiones"),
			measure("reach", "reach", "Reach", "Reichweite", "Couverture", "Alcance").as(cube.Only),
			measure("clicks", "clicks", "Clicks", "Klicks", "Clics"),
			measure("landing_page_clicks", "link_clicks", "Clicks to Landing Page", "Landing Page Clicks", "Klicks zur Landingpage", "Clics vers la page de destination", "Clics en la página de destino"),
			measure("total_engagements", "engagements", "Total Engagements", "Engagements insgesamt", "Nombre total d'interactions", "Interacciones totales"),
			measure("reactions", "likes", "Reactions", "Reaktionen", "Réactions", "Reacciones"),
			measure("comments", "comments", "Comments", "Kommentare", "Commentaires", "Comentarios"),
			measure("shares", "shares", "Shares", "Geteilte Inhalte", "Partages", "Compartidos"),
			measure("follows", "follows", "Follows", "Neue Follower", "Abonnements", "Seguimientos"),
			measure("video_views", "video_views", "Video Views", "Videoaufrufe", "Vues de la vidéo", "Visualizaciones de vídeo"),
			measure("leads", "leads", "Leads", "Prospects", "Posibles clientes"),
			measure("conversions", "conversions", "Conversions", "Conversiones"),
			measure("total_conversion_value", "revenue", "Total Conversion Value", "Gesamter Conversion-Wert", "Valeur totale des conversions", "Valor total de conversión").money(),
		},
		Totals: Totals{
			Words:       totalWords,
			WithoutDate: true,
			Entities:    []string{"account_name", "campaign_group_name", "campaign_name", "campaign_id", "creative_name", "creative_id"},
		},
		Signature: [][]string{
			{"Total Spent", "Gesamtausgaben", "Total dépensé", "Total gastado"},
			{"Start Date (in UTC)", "Startdatum (in UTC)", "Date de début (en UTC)", "Fecha de inicio (en UTC)"},
			{"Campaign Group Name", "Name der Kampagnengruppe", "Nom du groupe de campagnes", "Nombre del grupo de campañas"},
			{"Total Engagements", "Engagements insgesamt", "Nombre total d'interactions", "Interacciones totales"},
			{"Campaign Group ID", "Kampagnengruppen-ID", "ID du groupe de campagnes"},
		},
	}
}
