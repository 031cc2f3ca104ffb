package engine

import "github.com/roictl/roictl/config"

// The codes of the engine's diagnostics. They are public: scripts read them from
// the JSON output.
const (
	codeConnectorUnavailable config.Code = "CONNECTOR_UNAVAILABLE" // a connector type cannot be asked what it offers
	codeConnectorFailed      config.Code = "CONNECTOR_FAILED"      // a connector died, hung or broke the protocol
	codeConnectorSilent      config.Code = "CONNECTOR_SILENT"      // a query was given up because nothing came
	codeConnectorVersion     config.Code = "CONNECTOR_VERSION"     // it is not the one that required_connectors asks for
	codeUnknownReport        config.Code = "UNKNOWN_REPORT"
	codeUnknownMeasure       config.Code = "UNKNOWN_MEASURE"
	codeUnknownDimension     config.Code = "UNKNOWN_DIMENSION"
	codeAmbiguousMeasure     config.Code = "AMBIGUOUS_MEASURE"     // several reports have it
	codeMeasureDeprecated    config.Code = "MEASURE_DEPRECATED"    // the platform will drop it
	codeFilterNotPossible    config.Code = "FILTER_NOT_POSSIBLE"   // neither the source nor roictl can apply it
	codeTrackingNotVisible   config.Code = "TRACKING_NOT_VISIBLE"  // the rows do not show who carries the code
	codeCurrencyNotDeclared  config.Code = "CURRENCY_NOT_DECLARED" // money of which nobody says the currency
	codeFutureData           config.Code = "FUTURE_DATA"           // a file has dates after today
	codeUnits                config.Code = "UNITS"                 // amounts that cannot be combined
	codeNotMoney             config.Code = "NOT_MONEY"             // a cost or return that is none
	codeManySegments         config.Code = "MANY_SEGMENTS"         // more than a report can show
	codeCampaignSegments     config.Code = "CAMPAIGN_SEGMENTS"     // figures of campaigns cannot be split
	codeNoRate               config.Code = "NO_EXCHANGE_RATE"      // amounts in a currency that cannot be converted
	codeDuplicateRate        config.Code = "DUPLICATE_RATE"
	codeRatesUnreadable      config.Code = "RATES_UNREADABLE"
	codeUnknownAddress       config.Code = "UNKNOWN_ADDRESS"  // --target or --exclude fits nothing
	codeUnknownPeriod        config.Code = "UNKNOWN_PERIOD"   // --period or versus names none
	codeRowsTooLong          config.Code = "ROWS_TOO_LONG"    // rows cover more than the period that is judged
	codeBaselineLength       config.Code = "BASELINE_LENGTH"  // sums over periods of different lengths are compared
	codeGoalWithoutKPI       config.Code = "GOAL_WITHOUT_KPI" // R16
	codeKPIWithoutTarget     config.Code = "KPI_WITHOUT_TARGET"
	codeVanityGoal           config.Code = "VANITY_GOAL" // R40
	codeMicroOnly            config.Code = "MICRO_ONLY"  // R37
	codeMacroOnly            config.Code = "MACRO_ONLY"  // R37
)
