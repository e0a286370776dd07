import dev.spindle.worker.Task;
import dev.spindle.worker.TaskContext;

public class Hello implements Task<Integer, String> {
    @Override
    public String run(Integer number, TaskContext context) {
        return "hello, " + number;
    }
}
