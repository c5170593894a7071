package io.hindsight.api.positions;

import io.hindsight.contracts.queries.Answer;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.concurrent.Future;
import org.axonframework.messaging.responsetypes.AbstractResponseType;

/**
 * Matches handlers that answer with an {@link Answer} of whatever, also by way of a future. Axon's
 * own response types compare raw classes and would find no handler that declares {@code
 * Answer<Item>}.
 *
 * @param <T> what is answered
 */
final class AnswerType<T> extends AbstractResponseType<Answer<T>> {
  private static final long serialVersionUID = 1;

  AnswerType() {
    super(Answer.class);
  }

  @Override
  public boolean matches(Type responseType) {
    Type type = responseType;
    if (type instanceof ParameterizedType outer
        && outer.getRawType() instanceof Class<?> raw
        && Future.class.isAssignableFrom(raw)) {
      type = outer.getActualTypeArguments()[0];
    }
    Type raw = type instanceof ParameterizedType parameterized ? parameterized.getRawType() : type;
    return raw instanceof Class<?> found && Answer.class.isAssignableFrom(found);
  }

  @Override
  @SuppressWarnings("unchecked")
  public Class<Answer<T>> responseMessagePayloadType() {
    return (Class<Answer<T>>) (Class<?>) Answer.class;
  }
}
