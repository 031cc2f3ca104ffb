package preset

import (
	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/file/cube"
	"github.com/roictl/roictl/plugins/file/dates"
)

func ga4Export() *Preset {
	return &Preset{
		Name:          "ga4_export",
		Title:         "Google Analytics 4",
		Description:   "In Analytics: a report or an exploration, Share, Download file, CSV. Add the dimension Date; without it every row stands for the whole period that the first lines of the file name.",
		Dates:         []DateColumn{{Names: []string{"Date", "Datum", "Fecha"}, Cover: dates.Day}},
		Formats:       []string{"YYYYMMDD", "YYYY-MM-DD"},
		PreambleDates: true,
		Comments:      true,
		Dimensions: []Dimension{
			dimension("channel", "channel",
				"Session primary channel group (Default channel group)", "Session default channel group", "Session primary channel group", "Default channel group", "First user primary channel group (Default channel group)", "First user default channel group",
				"Primäre Channelgruppe der Sitzung (Standard-Channelgruppe)", "Sitzung – Standard-Channelgruppe", "Standard-Channelgruppe",
				"Groupe de canaux principal de la session (Groupe de canaux par défaut)", "Groupe de canaux par défaut de la session",
				"Grupo de canales principal de la sesión (Grupo de canales predeterminado)", "Grupo de canales predeterminado de la sesión"),
			dimension("source_medium", "", "Session source / medium", "Source / medium", "Sitzung – Quelle/Medium", "Quelle/Medium", "Source/Support de la session", "Fuente/medio de la sesión"),
			dimension("source", "source", "Session source", "Source", "Sitzung – Quelle", "Source de la session", "Fuente de la sesión"),
			dimension("medium", "medium", "Session medium", "Medium", "Sitzung – Medium", "Support de la session", "Medio de la sesión"),
			dimension("campaign", "campaign", "Session campaign", "Campaign", "Sitzung – Kampagne", "Campagne de la session", "Campaña de la sesión"),
			dimension("content", "content", "Session manual ad content", "Manual ad content"),
			dimension("term", "term", "Session manual term", "Manual term"),
			dimension("landing_page", "landing_page", "Landing page + query string", "Landing page", "Landingpage + Abfragestring", "Page de destination", "Página de destino"),
			dimension("country", "country", "Country", "Land", "Pays", "País"),
			dimension("region", "region", "Region", "Région", "Región"),
			dimension("city", "city", "City", "Stadt", "Ville", "Ciudad"),
			dimension("language", "language", "Language", "Sprache", "Langue", "Idioma"),
			dimension("age", "age", "Age", "Alter", "Âge", "Edad"),
			dimension("gender", "gender", "Gender", "Geschlecht", "Sexe", "Sexo"),
			dimension("device", "device", "Device category", "Gerätekategorie", "Catégorie d'appareil", "Categoría de dispositivo"),
			dimension("event_name", "", "Event name", "Ereignisname", "Nom de l'événement", "Nombre del evento"),
			dimension("page", "", "Page path and screen class", "Page title and screen class", "Seitenpfad und Bildschirmklasse", "Chemin de la page et classe de l'écran", "Ruta de la página y clase de pantalla"),
		},
		Measures: []Measure{
			measure("sessions", "sessions", "Sessions", "Sitzungen", "Sesiones"),
			measure("engaged_sessions", "engaged_sessions", "Engaged sessions", "Sitzungen mit Interaktionen", "Sessions avec engagement", "Sesiones con interacción"),
			measure("total_users", "", "Total users", "Nutzer insgesamt", "Utilisateurs (total)", "Nombre total d'utilisateurs", "Usuarios totales", "Total de usuarios").as(cube.Only),
			measure("active_users", "users", "Active users", "Users", "Aktive Nutzer", "Nutzer", "Utilisateurs actifs", "Utilisateurs", "Usuarios activos", "Usuarios").as(cube.Only),
			measure("new_users", "new_users", "New users", "Neue Nutzer", "Nouveaux utilisateurs", "Usuarios nuevos"),
			measure("views", "page_views", "Views", "Aufrufe", "Vues", "Vistas", "Visualizaciones"),
			measure("event_count", "", "Event count", "Ereignisanzahl", "Nombre d'événements", "Número de eventos"),
			measure("key_events", "conversions", "Key events", "Conversions", "Schlüsselereignisse", "Événements clés", "Eventos clave"),
			measure("add_to_carts", "add_to_cart", "Add to carts", "In den Einkaufswagen", "Ajouts au panier", "Añadidos al carrito"),
			measure("checkouts", "checkouts", "Checkouts", "Bezahlvorgänge", "Paiements", "Procesos de pago"),
			measure("ecommerce_purchases", "purchases", "Ecommerce purchases", "Transactions", "Purchases", "E-Commerce-Käufe", "Transaktionen", "Achats d'e-commerce", "Compras de comercio electrónico", "Transacciones"),
			measure("purchase_revenue", "revenue", "Purchase revenue", "Kaufumsatz", "Revenus d'achat", "Ingresos por compras").money(),
			measure("total_revenue", "", "Total revenue", "Gesamtumsatz", "Revenu total", "Ingresos totales").money(),
			engagementTime(),
		},
		Totals: Totals{
			Words:       totalWords,
			WithoutDate: true,
			// Analytics writes (not set) for what it does not know; an empty
			// field stands for everything.
			Entities: []string{"channel", "source_medium", "source", "medium", "campaign", "landing_page", "country", "region", "city", "language", "age", "gender", "device", "event_name", "page"},
		},
		Signature: [][]string{
			{"Session primary channel group (Default channel group)", "Session default channel group", "Primäre Channelgruppe der Sitzung (Standard-Channelgruppe)", "Groupe de canaux principal de la session (Groupe de canaux par défaut)", "Grupo de canales principal de la sesión (Grupo de canales predeterminado)"},
			{"Session source / medium", "Sitzung – Quelle/Medium", "Source/Support de la session", "Fuente/medio de la sesión"},
			{"Engaged sessions", "Sitzungen mit Interaktionen", "Sessions avec engagement", "Sesiones con interacción"},
			{"Active users", "Aktive Nutzer", "Utilisateurs actifs", "Usuarios activos"},
			{"Event count", "Ereignisanzahl", "Nombre d'événements", "Número de eventos"},
			{"Key events", "Schlüsselereignisse", "Événements clés", "Eventos clave"},
			{"Total users", "Nutzer insgesamt", "Usuarios totales"},
		},
	}
}

// engagementTime is the time per session, which only the platform can average.
func engagementTime() Measure {
	m := measure("average_engagement_time", "", "Average engagement time per session", "Durchschnittliche Interaktionsdauer pro Sitzung", "Durée d'engagement moyenne par session", "Tiempo de interacción medio por sesión").as(cube.Only)
	m.Unit = connector.UnitDuration
	return m
}
