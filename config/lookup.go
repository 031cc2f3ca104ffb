package config

// Connector returns the connector at an address, or nil.
func (c *Config) Connector(a Address) *Connector { return c.made.connectors[a] }

// Tracking returns the tracking code at an address, or nil.
func (c *Config) Tracking(a Address) *Tracking { return c.made.trackings[a] }

// Metric returns the metric at an address, or nil.
func (c *Config) Metric(a Address) *Metric { return c.made.metrics[a] }

// Campaign returns the campaign at an address, or nil.
func (c *Config) Campaign(a Address) *Campaign { return c.made.campaigns[a] }

// Goal returns the goal at an address, or nil.
func (c *Config) Goal(a Address) *Goal { return c.made.goals[a] }

// KPI returns the KPI at an address, or nil.
func (c *Config) KPI(a Address) *KPI { return c.made.kpis[a] }
