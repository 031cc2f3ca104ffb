package ga4sim

import (
	"net/http"

	"github.com/roictl/roictl/plugins/ga4/ga4sim/quota"
	"github.com/roictl/roictl/plugins/ga4/ga4sim/wire"
)

// broken returns the answer of a fault that replaces the right one.
func broken(kind Kind) (answer, bool) {
	if bucket, ok := bucketOf[kind]; ok {
		return refused(wire.NewError(http.StatusTooManyRequests, bucket.Message())), true
	}
	switch kind {
	case Internal:
		return refused(wire.NewError(http.StatusInternalServerError, "Internal error encountered.")), true
	case Unavailable:
		return refused(wire.NewError(http.StatusServiceUnavailable, "The service is currently unavailable.")), true
	case DeadlineExceeded:
		return refused(wire.NewError(http.StatusGatewayTimeout, "Deadline expired before operation could complete.")), true
	case Unauthenticated:
		return refused(invalidToken()), true
	case HTML404:
		return notFound(), true
	case HTML502:
		return answer{status: http.StatusBadGateway, page: "<!DOCTYPE html>\n<html lang=en>\n<title>Error 502 (Server Error)!!1</title>\n" +
			"<p><b>502.</b> <ins>That’s an error.</ins>\n<p>The server encountered a temporary error and could not complete your request.<p>Please try again in 30 seconds.\n"}, true
	}
	return answer{}, false
}

var bucketOf = map[Kind]quota.Bucket{
	QuotaProjectHour: quota.ProjectHour, QuotaHour: quota.Hour, QuotaDay: quota.Day, QuotaConcurrent: quota.Concurrent,
	QuotaThresholded: quota.Thresholded, QuotaServerErrors: quota.ServerErrors, QuotaClientErrors: quota.ClientErrors,
}
