package truekeel.kinds;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import truekeel.store.DriftLog;
import truekeel.store.Inventory;
import truekeel.store.Journal;
import truekeel.store.Runs;
import truekeel.store.StepId;
import truekeel.store.Store;
import truekeel.store.TenantCreations;

/** A store under which the process dies at one of its writes, counted over all of its parts. */
public record MortalStore(Parts parts) implements Store {

    /** On which side of the write the process dies. */
    public enum Death {
        BEFORE,
        AFTER
    }

    private interface Write {
        Object carryOut() throws ReflectiveOperationException;
    }

    private interface Watch {
        Object over(Write write) throws ReflectiveOperationException;
    }

    /** Counts the writes and lets them pass. */
    static Store counting(Store store, AtomicInteger count) {
        return watched(store, write -> {
            count.incrementAndGet();
            return write.carryOut();
        });
    }

    /** Dies at the write of that number, counted from zero. */
    public static UnaryOperator<Store> dying(Death death, int number) {
        AtomicInteger count = new AtomicInteger();
        return store -> watched(store, write -> {
            boolean last = count.getAndIncrement() == number;
            if (last && death == Death.BEFORE) {
                throw new Mishap.Killed();
            }
            Object result = write.carryOut();
            if (last) {
                throw new Mishap.Killed();
            }
            return result;
        });
    }

    private static Store watched(Store store, Watch watch) {
        return new MortalStore(new Parts(
                part(Journal.class, store.journal(), watch),
                part(Inventory.class, store.inventory(), watch),
                part(DriftLog.class, store.drift(), watch),
                part(Runs.class, store.runs(), watch),
                store.suspensions(),
                part(TenantCreations.class, store.creations(), watch),
                store.outlines()));
    }

    private static <T> T part(Class<T> type, T part, Watch watch) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            try {
                return writes(method)
                        ? watch.over(() -> method.invoke(part, arguments))
                        : method.invoke(part, arguments);
            } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
            }
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    /** What only tells gives an answer; of writes only these do: a step's, with its id, and that of a create. */
    private static boolean writes(Method method) {
        return method.getReturnType() == void.class
                || method.getReturnType() == StepId.class
                || method.getName().equals("begin");
    }

    @Override
    public void close() {}
}
