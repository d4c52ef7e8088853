return Faultline.Trainer.TrainerCommands.Run(args, Console.Out, Console.Error);
