package io.hindsight.api.telemetry;

import io.micrometer.common.KeyValue;
import org.springframework.http.server.observation.DefaultServerRequestObservationConvention;
import org.springframework.http.server.observation.ServerRequestObservationContext;
import org.springframework.stereotype.Component;

/**
 * Spans of requests tell the route, not the path: paths hold people's ids, and what has gone to a
 * collector is out of an erasure's reach.
 */
@Component
final class RouteConvention extends DefaultServerRequestObservationConvention {
  @Override
  protected KeyValue httpUrl(ServerRequestObservationContext context) {
    String route = context.getPathPattern();
    return KeyValue.of("http.url", route == null ? "none" : route);
  }
}
