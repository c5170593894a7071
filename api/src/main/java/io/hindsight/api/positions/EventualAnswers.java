package io.hindsight.api.positions;

import io.hindsight.api.problem.Failures;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends {@link Eventual} answers. Spring's own way for futures sends the request through all of its
 * dispatching a second time, which costs as much as it saves; here the answer is written at once,
 * by a virtual thread, so that a client who reads slowly holds up nobody else.
 */
@Component
public final class EventualAnswers
    implements HandlerMethodReturnValueHandler, SmartInitializingSingleton, DisposableBean {
  private static final Logger LOG = LoggerFactory.getLogger(EventualAnswers.class);

  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("answer-", 0).factory());
  private final JsonMapper mapper;
  private final ObjectProvider<HandlerExceptionResolver> problems;
  private final ObjectProvider<RequestMappingHandlerAdapter> adapters;

  /**
   * @param problems turns a failure into an answer; made later than this
   */
  EventualAnswers(
      JsonMapper mapper,
      @Qualifier("handlerExceptionResolver") ObjectProvider<HandlerExceptionResolver> problems,
      @Qualifier("requestMappingHandlerAdapter")
          ObjectProvider<RequestMappingHandlerAdapter> adapters) {
    this.mapper = mapper;
    this.problems = problems;
    this.adapters = adapters;
  }

  /** Ahead of all others: the one for bodies takes whatever a rest controller returns. */
  @Override
  public void afterSingletonsInstantiated() {
    RequestMappingHandlerAdapter adapter = adapters.getObject();
    List<HandlerMethodReturnValueHandler> handlers = new ArrayList<>(List.of(this));
    handlers.addAll(Objects.requireNonNull(adapter.getReturnValueHandlers()));
    adapter.setReturnValueHandlers(handlers);
  }

  @Override
  public boolean supportsReturnType(MethodParameter type) {
    return type.getParameterType() == Eventual.class;
  }

  @Override
  public void handleReturnValue(
      @Nullable Object value,
      MethodParameter type,
      ModelAndViewContainer container,
      NativeWebRequest web) {
    container.setRequestHandled(true);
    Eventual<?> eventual = (Eventual<?>) Objects.requireNonNull(value);
    Sending sending =
        new Sending(
            Objects.requireNonNull(web.getNativeRequest(HttpServletRequest.class)),
            Objects.requireNonNull(web.getNativeResponse(HttpServletResponse.class)));
    sending.begin(eventual);
  }

  @Override
  public void destroy() {
    threads.shutdown();
  }

  /** One request whose answer is on its way. */
  private final class Sending implements AsyncListener {
    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final AtomicBoolean answered = new AtomicBoolean();

    Sending(HttpServletRequest request, HttpServletResponse response) {
      this.request = request;
      this.response = response;
    }

    void begin(Eventual<?> eventual) {
      AsyncContext async = request.startAsync(request, response);
      async.setTimeout(eventual.within().toMillis());
      async.addListener(this);
      var unused =
          eventual
              .answer()
              .whenCompleteAsync((entity, failure) -> end(async, entity, failure), threads);
    }

    private void end(
        AsyncContext async, @Nullable ResponseEntity<?> entity, @Nullable Throwable failure) {
      if (!answered.compareAndSet(false, true)) {
        return; // It came too late, and somebody has said so.
      }
      try {
        if (entity == null) {
          fail(failure == null ? new IllegalStateException("no answer") : failure);
        } else {
          send(entity);
        }
      } catch (IOException e) {
        LOG.debug("a client went away before its answer: {}", e.toString());
      } finally {
        async.complete();
      }
    }

    private void send(ResponseEntity<?> entity) throws IOException {
      byte[] body;
      try {
        body = mapper.writeValueAsBytes(entity.getBody());
      } catch (RuntimeException e) {
        fail(e);
        return;
      }
      response.setStatus(entity.getStatusCode().value());
      if (!entity.getHeaders().isEmpty()) { // Going through none costs a copy of them.
        entity
            .getHeaders()
            .forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
      }
      response.setContentType(MediaType.APPLICATION_JSON_VALUE);
      response.setContentLength(body.length);
      response.getOutputStream().write(body);
    }

    private void fail(Throwable failure) {
      Throwable root = Failures.root(failure);
      Exception shown = root instanceof Exception e ? e : new IllegalStateException(root);
      problems.getObject().resolveException(request, response, null, shown);
    }

    @Override
    public void onTimeout(AsyncEvent event) {
      end(event.getAsyncContext(), null, new TimeoutException());
    }

    @Override
    public void onError(AsyncEvent event) {
      answered.set(true); // The connection is broken: nobody is there to be told.
    }

    @Override
    public void onComplete(AsyncEvent event) {}

    @Override
    public void onStartAsync(AsyncEvent event) {}
  }
}
