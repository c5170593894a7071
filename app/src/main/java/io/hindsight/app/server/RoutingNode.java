package io.hindsight.app.server;

import io.hindsight.app.server.HindsightSettings.LogKind;
import io.hindsight.app.server.HindsightSettings.Role;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * A node that serves, on a log whose appends nothing can stop: what is to be decided it passes on
 * to the worker.
 */
final class RoutingNode implements Condition {

  @Override
  public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
    return is(context.getEnvironment());
  }

  private static boolean is(Environment environment) {
    Binder settings = Binder.get(environment);
    Role role = settings.bind("hindsight.role", Role.class).orElse(Role.WORKER);
    LogKind log = settings.bind("hindsight.log", LogKind.class).orElse(LogKind.SQLITE);
    return role == Role.SERVING && log == LogKind.AXON_SERVER;
  }

  /** Every other node. */
  static final class None implements Condition {
    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
      return !is(context.getEnvironment());
    }
  }
}
