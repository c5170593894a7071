package io.hindsight.contracts.log;

/**
 * The payload type of a stored event whose name or revision this program does not know. Readers
 * must not pass it over: whoever handles events accepts this type and asks for the payload, which
 * fails and names the event. It has no instances.
 */
public final class UnregisteredEvent {
  private UnregisteredEvent() {}
}
