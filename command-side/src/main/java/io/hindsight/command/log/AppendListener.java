package io.hindsight.command.log;

import java.util.List;
import org.axonframework.eventhandling.EventMessage;

/** Hears of what was appended, once it is durable. */
@FunctionalInterface
public interface AppendListener {
  /** On the appending thread, which others wait for: only wake somebody up. */
  void appended(List<? extends EventMessage<?>> events);
}
