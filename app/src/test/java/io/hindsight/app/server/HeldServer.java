package io.hindsight.app.server;

import io.hindsight.app.launch.RunningServer;
import io.hindsight.readmodel.store.ViewGeneration;
import io.hindsight.readmodel.store.ViewStore;
import io.hindsight.readmodel.store.ViewsUnavailable;
import io.hindsight.readmodel.views.Views;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A server whose history view stands still when a test says so: its rows cannot be stored then. */
final class HeldServer implements RunningServer {
  private final ConfigurableApplicationContext context;

  private HeldServer(ConfigurableApplicationContext context) {
    this.context = context;
  }

  static HeldServer start(Path data, String... settings) {
    String[] arguments =
        Stream.concat(Stream.of("--hindsight.data=" + data, "--server.port=0"), Stream.of(settings))
            .toArray(String[]::new);
    return new HeldServer(
        new SpringApplicationBuilder(HindsightServer.class, Holding.class)
            .registerShutdownHook(false)
            .run(arguments));
  }

  void holdHistory(boolean held) {
    context.getBean(Hold.class).held = held;
  }

  @Override
  public URI address() {
    return URI.create(
        "http://localhost:"
            + Objects.requireNonNull(context.getEnvironment().getProperty("local.server.port")));
  }

  @Override
  public void awaitStop() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {
    context.close();
  }

  @Configuration(proxyBeanMethods = false)
  static class Holding {
    @Bean
    static Hold hold() {
      return new Hold();
    }
  }

  static final class Hold implements BeanPostProcessor {
    private volatile boolean held;

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
      return bean instanceof ViewStore ? wrap(ViewStore.class, bean) : bean;
    }

    private Object wrap(Class<?> port, Object inside) {
      InvocationHandler handler =
          (proxy, method, arguments) -> {
            if (held && method.getName().equals("apply")) {
              throw new ViewsUnavailable("a test holds it", new IOException("no disk"));
            }
            try {
              Object result = method.invoke(inside, arguments);
              return result instanceof ViewGeneration<?> generation
                      && generation.view().equals(Views.HISTORY)
                  ? wrap(ViewGeneration.class, generation)
                  : result;
            } catch (InvocationTargetException e) {
              throw e.getCause();
            }
          };
      return Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, handler);
    }
  }
}
